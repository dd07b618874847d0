package dev.jetvm.vm.verify;

import dev.jetvm.vm.isa.Kinds;
import java.util.Arrays;

/**
 * The state of a function's frame before an instruction: the kinds of the slots and, above them, of the operands. One
 * object serves all functions of a module in turn.
 *
 * <p>One bit for each word records whether it may be a reference, so that a stack map costs one step for 64 words.
 */
final class Frame {
    /** Exceeds the number of slots and operands of the largest frame. */
    private static final int WORDS = 8192;

    final int[] kinds = new int[WORDS];
    private final long[] references = new long[WORDS / Long.SIZE];
    private final boolean tracked;
    int slots;
    int height;
    /** The stack of active recovers, see {@link RecoverStacks}. */
    int recovers;

    /** @param tracked whether kinds are tracked; if not, every word is any */
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

    /** @param operand index from the bottom of the operand stack */
    int operand(int operand) {
        return kinds[slots + operand];
    }

    void push(int kind) {
        set(slots + height, kind);
        height++;
    }

    /** Sets this frame to the state at a handler: the present operands, the panic above them, and any in every slot. */
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

    /**
     * Returns one bit for each word of a group that may be a reference.
     *
     * @param group the words from 64 * group
     */
    long references(int group) {
        return references[group];
    }
}
