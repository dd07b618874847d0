package dev.jetvm.vm.verify;

import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Instruction;
import dev.jetvm.vm.module.Module;
import java.util.Arrays;

/**
 * Writes the stack maps derived by the verifier: the section of ROOT-05, with contiguous entries in code order, so that
 * each module has exactly one section.
 *
 * <p>Each safepoint may list a whole frame, so a short file could require a section many thousand times its length. The
 * size is therefore limited.
 *
 * @spec VERIFY-11
 * @spec VERIFY-14
 * @spec ROOT-05
 * @spec ROOT-06
 * @spec ROOT-07
 * @spec ROOT-08
 */
final class MapWriter {
    static final long SIZE_MAX = 16 << 20;
    /** Added to the limit for each byte of code. */
    static final long SIZE_PER_BYTE = 32;
    static final int INDEX_SIZE = 8;
    private static final int ENTRY_HEADER = 8;
    private static final int WORD = 8;
    /** Offset of the closure, in bytes below the frame pointer. */
    private static final int CLOSURE = 8;
    /** Offset of slot 0, in bytes below the frame pointer. */
    private static final int SLOT_0 = 16;

    private final long limit;
    private int count;
    /** For each entry its return address and its offset among the entries. */
    private int[] index = new int[64];
    private byte[] entries = new byte[512];
    private int end;
    private long steps;

    /** @param codeLength length of the code section, in bytes */
    MapWriter(long codeLength) {
        this.limit = SIZE_MAX + SIZE_PER_BYTE * codeLength;
    }

    /** Returns the work done, in groups of words examined and offsets written. */
    long steps() {
        return steps;
    }

    /**
     * Appends the map of an instruction. Instructions must be added in code order.
     *
     * @param height of the operand stack, without the operands that have passed to a callee
     * @throws dev.jetvm.runtime.panic.RejectException invalid: {@code stackmap-size}
     */
    void add(Body body, Instruction instruction, Frame frame, int height) {
        FunctionDef function = body.function();
        int words = frame.slots + height;
        reserve(ENTRY_HEADER + 2 * (words + 1) + 2);
        int address = body.start() + instruction.next();
        int at = end;
        end += ENTRY_HEADER;
        offset(CLOSURE);
        for (int group = 0; group * Long.SIZE < words; group++) {
            list(group, words, frame.references(group));
        }
        LittleEndian.setInt32(entries, at, address);
        LittleEndian.setUnsigned(entries, at + 4, 2, (end - at - ENTRY_HEADER) / 2);
        LittleEndian.setUnsigned(entries, at + 6, 2, function.frameSize());
        pad();
        index[2 * count] = address;
        index[2 * count + 1] = at;
        count++;
        if ((long) count * INDEX_SIZE + end > limit) {
            throw body.refused("stackmap-size", instruction,
                    "the stack maps up to here have more than %d bytes".formatted(limit));
        }
    }

    private void list(int group, int words, long references) {
        steps++;
        int first = group * Long.SIZE;
        long left = words - first < Long.SIZE ? references & (1L << words - first) - 1 : references;
        while (left != 0) {
            offset(SLOT_0 + WORD * (first + Long.numberOfTrailingZeros(left)));
            left &= left - 1;
            steps++;
        }
    }

    private void offset(int offset) {
        LittleEndian.setUnsigned(entries, end, 2, offset);
        end += 2;
    }

    private void pad() {
        int padded = end + 3 & ~3;
        Arrays.fill(entries, end, padded, (byte) 0);
        end = padded;
    }

    private void reserve(int more) {
        if (end + more > entries.length) {
            entries = Arrays.copyOf(entries, Math.max(2 * entries.length, end + more));
        }
        if (2 * count + 2 > index.length) {
            index = Arrays.copyOf(index, 2 * index.length);
        }
    }

    Module.MapSection section() {
        int base = count * INDEX_SIZE;
        byte[] section = new byte[base + end];
        for (int k = 0; k < count; k++) {
            LittleEndian.setInt32(section, k * INDEX_SIZE, index[2 * k]);
            LittleEndian.setInt32(section, k * INDEX_SIZE + 4, base + index[2 * k + 1]);
        }
        System.arraycopy(entries, 0, section, base, end);
        return new Module.MapSection(count, section);
    }
}
