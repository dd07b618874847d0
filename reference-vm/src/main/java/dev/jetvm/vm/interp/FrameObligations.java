package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.RootVisitor;

/**
 * What the frames of a stack have to settle when they are left: cleanups that must run, protected parts that were entered,
 * and variables that closures captured. Three stacks of entries; the last entries of each belong to the innermost frame
 * that has any. A frame says by flags in its saved frame pointer whether it has entries ({@link #CAPTURES},
 * {@link #CLEANUPS}, {@link #RECOVERS}), and the first entry of a frame is marked as such, so entries name no depth and
 * no address: a run of frames and the entries that belong to it can be moved to another stack together.
 *
 * <p>A captured variable lives in a cell of the heap from the moment of its capture until its frame is left or the capture
 * is closed; the slot holds nil meanwhile. So a cell is one variable for everybody who refers to it, whichever task runs
 * them.
 *
 * @spec ISA-11
 * @spec ISA-30
 * @spec ISA-31b
 * @spec ISA-46
 * @spec ISA-47
 */
final class FrameObligations {
    /** Flags of a saved frame pointer: the frame has entries of the kind. */
    static final long CAPTURES = 1L << 40;
    static final long CLEANUPS = 1L << 41;
    static final long RECOVERS = 1L << 42;
    static final long ANY = CAPTURES | CLEANUPS | RECOVERS;

    /** Cells of captured variables; info is the slot, and {@link #FIRST}. */
    private final Entries captures = new Entries();
    /** Functions to call; info is the ordinal among the cleanups of the frame, from 1. */
    private final Entries cleanups = new Entries();
    /** Handlers: word is the offset of the handler; info the height of the operands and the number of cleanups. */
    private final Entries recovers = new Entries();

    private static final long FIRST = 1L << 62;
    private static final int HEIGHT_SHIFT = 24;
    private static final int COUNT_MASK = (1 << HEIGHT_SHIFT) - 1;
    /** The most cleanups that one frame can have. */
    static final int CLEANUPS_MAX = COUNT_MASK;

    /** Pairs of a word and what is known of it. */
    private static final class Entries {
        private static final long[] NONE = {};

        private long[] pairs = NONE;
        private int size;

        void push(long word, long info) {
            if (2 * size == pairs.length) {
                pairs = java.util.Arrays.copyOf(pairs, Math.max(8, 2 * pairs.length));
            }
            pairs[2 * size] = word;
            pairs[2 * size + 1] = info;
            size++;
        }

        long word(int index) {
            return pairs[2 * index];
        }

        long info(int index) {
            return pairs[2 * index + 1];
        }

        long topWord() {
            return word(size - 1);
        }

        long topInfo() {
            return info(size - 1);
        }

        void visit(RootVisitor visitor) {
            for (int k = 0; k < size; k++) {
                pairs[2 * k] = visitor.visit(pairs[2 * k]);
            }
        }
    }

    // --- captures: flags are those of the innermost frame ---

    /** The cell of a captured slot, or 0. @param flags of the innermost frame */
    long cell(long flags, int slot) {
        if ((flags & CAPTURES) == 0) {
            return 0;
        }
        for (int k = captures.size - 1;; k--) {
            long info = captures.info(k);
            if ((int) info == slot) {
                return captures.word(k);
            }
            if ((info & FIRST) != 0) {
                return 0;
            }
        }
    }

    /** A slot of the innermost frame lives in a cell from now on. @return the flags of the frame */
    long capture(long flags, int slot, long cell) {
        captures.push(cell, slot | ((flags & CAPTURES) == 0 ? FIRST : 0));
        return flags | CAPTURES;
    }

    /** What becomes of a slot whose capture is closed. */
    @FunctionalInterface
    interface Closing {
        void closed(int slot, long cell);
    }

    /**
     * Slots of the innermost frame from a number on live in the frame again.
     *
     * @param flags of the innermost frame
     * @return the flags of the frame
     */
    long close(long flags, int from, Closing closing) {
        if ((flags & CAPTURES) == 0) {
            return flags;
        }
        int first = captures.size - 1;
        while ((captures.info(first) & FIRST) == 0) {
            first--;
        }
        int kept = first;
        for (int k = first; k < captures.size; k++) {
            long cell = captures.word(k);
            int slot = (int) captures.info(k);
            if (slot >= from) {
                closing.closed(slot, cell);
            } else {
                captures.pairs[2 * kept] = cell;
                captures.pairs[2 * kept + 1] = slot | (kept == first ? FIRST : 0);
                kept++;
            }
        }
        captures.size = kept;
        return kept == first ? flags & ~CAPTURES : flags;
    }

    // --- cleanups ---

    /** How many cleanups the innermost frame has. @param flags of the frame */
    int cleanups(long flags) {
        return (flags & CLEANUPS) == 0 ? 0 : (int) cleanups.topInfo();
    }

    /** The innermost frame gets a cleanup. @return the flags of the frame */
    long pushCleanup(long flags, long function) {
        cleanups.push(function, cleanups(flags) + 1);
        return flags | CLEANUPS;
    }

    /** The function of the last cleanup, which {@link #dropCleanup} takes away. */
    long lastCleanup() {
        return cleanups.topWord();
    }

    /** Takes the last cleanup of the innermost frame away. @return the flags of the frame */
    long dropCleanup(long flags) {
        boolean last = cleanups.topInfo() == 1;
        cleanups.size--;
        return last ? flags & ~CLEANUPS : flags;
    }

    // --- protected parts ---

    /**
     * The innermost frame enters a protected part.
     *
     * @param target offset of the handler
     * @param height words from slot 0 to the operands that the handler finds
     * @return the flags of the frame
     */
    long pushRecover(long flags, int target, int height) {
        recovers.push(target,
                (long) height << HEIGHT_SHIFT | cleanups(flags) | ((flags & RECOVERS) == 0 ? FIRST : 0));
        return flags | RECOVERS;
    }

    /** The innermost frame leaves its innermost protected part. @return the flags of the frame */
    long popRecover(long flags) {
        boolean last = (recovers.topInfo() & FIRST) != 0;
        recovers.size--;
        return last ? flags & ~RECOVERS : flags;
    }

    /** Where the innermost handler begins. */
    int handler() {
        return (int) recovers.topWord();
    }

    /** Words from slot 0 to the operands that the innermost handler finds. */
    int handlerHeight() {
        return (int) ((recovers.topInfo() & ~FIRST) >>> HEIGHT_SHIFT);
    }

    /** Cleanups that the frame had when it entered its innermost protected part. */
    int handlerCleanups() {
        return (int) recovers.topInfo() & COUNT_MASK;
    }

    // --- frames ---

    /** The innermost frame is left: its entries go, but for cleanups, which have run. */
    void leave(long flags) {
        if ((flags & CAPTURES) != 0) {
            cut(captures);
        }
        if ((flags & RECOVERS) != 0) {
            cut(recovers);
        }
    }

    private static void cut(Entries entries) {
        do {
            entries.size--;
        } while ((entries.info(entries.size) & FIRST) == 0);
    }

    void clear() {
        captures.size = 0;
        cleanups.size = 0;
        recovers.size = 0;
    }

    void visit(RootVisitor visitor) {
        captures.visit(visitor);
        cleanups.visit(visitor);
    }
}
