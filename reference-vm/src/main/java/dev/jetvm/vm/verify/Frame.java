package dev.jetvm.vm.verify;

import dev.jetvm.vm.isa.Kinds;
import java.util.Arrays;

/**
 * What is known of the frame of a function at the instruction that is looked at: kinds of the slots and, above them, of
 * the operands. A frame serves all functions of a module, one after the other.
 *
 * <p>A bit for each word says whether it may be a reference, so that a stack map costs a step for 64 words.
 */
final class Frame {
    /** More words than slots and operands of the largest frame are. */
    private static final int WORDS = 8192;

    final int[] kinds = new int[WORDS];
    private final long[] references = new long[WORDS / Long.SIZE];
    private final boolean tracked;
    int slots;
    int height;
    /** Active recovers, see {@link RecoverStacks}. */
    int recovers;

    /** @param tracked whether kinds are known at all; if not, each is any */
    Frame(boolean tracked) {
        this.tracked = tracked;
        if (!tracked) {
            Arrays.fill(kinds, Kinds.ANY);
            Arrays.fill(references, -1);
        }
    }

    void begin(int slotCount) {
        this.slots = slotCount;
        this.height = 0;
        this.recovers = RecoverStacks.NONE;
    }

    int words() {
        return slots + height;
    }

    void set(int word, int kind) {
        if (tracked) {
            kinds[word] = kind;
            long bit = 1L << word;
            references[word >>> 6] = Kinds.mayRefer(kind)
                    ? references[word >>> 6] | bit
                    : references[word >>> 6] & ~bit;
        }
    }

    /** @param operand from the bottom of the operand stack */
    int operand(int operand) {
        return kinds[slots + operand];
    }

    void push(int kind) {
        set(slots + height, kind);
        height++;
    }

    /** Becomes what a handler finds: operands as they are now, the panic above them, anything in the slots. */
    void handle(Frame now) {
        begin(now.slots);
        recovers = now.recovers;
        height = now.height;
        if (tracked) {
            Arrays.fill(kinds, 0, slots, Kinds.ANY);
            System.arraycopy(now.kinds, slots, kinds, slots, height);
        }
        push(Kinds.ANY);
    }

    /** Whether words may be references, a bit each. @param group the words 64 * group and up */
    long references(int group) {
        return references[group];
    }
}
