package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.RootVisitor;

/**
 * The obligations of the frames of a stack: cleanups to run, protected parts entered, and variables that closures
 * captured. Each kind has a stack of entries, whose last entries belong to the innermost frame that has any. Flags in
 * the saved frame pointer record which kinds a frame has ({@link #CAPTURES}, {@link #CLEANUPS}, {@link #RECOVERS}), and
 * the first entry of a frame is marked. Entries therefore contain no depth and no address, and consecutive frames can
 * be moved to another stack together with their entries.
 *
 * <p>A captured variable is stored in a heap cell from its capture until its frame is left or the capture is closed;
 * meanwhile the slot contains nil. Every reference to the variable, from any task, uses the same cell.
 *
 * @spec ISA-11
 * @spec ISA-30
 * @spec ISA-31b
 * @spec ISA-46
 * @spec ISA-47
 */
final class FrameObligations {
    /** Flags in a saved frame pointer: the frame has entries of the kind. */
    static final long CAPTURES = 1L << 40;
    static final long CLEANUPS = 1L << 41;
    static final long RECOVERS = 1L << 42;
    static final long ANY = CAPTURES | CLEANUPS | RECOVERS;

    /** Cells of captured variables. The info word is the slot, with {@link #FIRST}. */
    private Entries captures = Entries.EMPTY;
    /** Functions to call. The info word is the ordinal among the cleanups of the frame, from 1. */
    private Entries cleanups = Entries.EMPTY;
    /** Handlers. The word is the offset of the handler; info is the operand height and the number of cleanups. */
    private Entries recovers = Entries.EMPTY;

    private static final long FIRST = 1L << 62;
    private static final int HEIGHT_SHIFT = 24;
    private static final int COUNT_MASK = (1 << HEIGHT_SHIFT) - 1;
    /** Maximum number of cleanups of a frame. */
    static final int CLEANUPS_MAX = COUNT_MASK;

    /** A stack of pairs of a word and its info word. */
    private static final class Entries {
        private static final long[] NONE = {};
        /** What every stack begins with; most tasks need no other. */
        static final Entries EMPTY = new Entries();

        private long[] pairs = NONE;
        private int size;

        /** Returns the stack with one pair more: itself, unless it is {@link #EMPTY}. */
        Entries with(long word, long info) {
            Entries longer = this == EMPTY ? new Entries() : this;
            longer.push(word, info);
            return longer;
        }

        private void push(long word, long info) {
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

    /** Returns the cell of a captured slot, or 0. @param flags of the innermost frame */
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

    /** Moves a slot of the innermost frame to a cell. @return the new flags of the frame */
    long capture(long flags, int slot, long cell) {
        captures = captures.with(cell, slot | ((flags & CAPTURES) == 0 ? FIRST : 0));
        return flags | CAPTURES;
    }

    /** Receives each slot whose capture is closed. */
    @FunctionalInterface
    interface Closing {
        void closed(int slot, long cell);
    }

    /**
     * Closes the captures of the innermost frame from slot {@code from} on.
     *
     * @param flags of the innermost frame
     * @return the new flags of the frame
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

    /** Returns the number of cleanups of the innermost frame. @param flags of the frame */
    int cleanups(long flags) {
        return (flags & CLEANUPS) == 0 ? 0 : (int) cleanups.topInfo();
    }

    /** Adds a cleanup to the innermost frame. @return the new flags of the frame */
    long pushCleanup(long flags, long function) {
        cleanups = cleanups.with(function, cleanups(flags) + 1);
        return flags | CLEANUPS;
    }

    /** Returns the function of the last cleanup, which {@link #dropCleanup} removes. */
    long lastCleanup() {
        return cleanups.topWord();
    }

    /** Removes the last cleanup of the innermost frame. @return the new flags of the frame */
    long dropCleanup(long flags) {
        boolean last = cleanups.topInfo() == 1;
        cleanups.size--;
        return last ? flags & ~CLEANUPS : flags;
    }

    // --- protected parts ---

    /**
     * Begins a protected part of the innermost frame.
     *
     * @param target offset of the handler
     * @param height number of words from slot 0 to the end of the operands on entry to the handler
     * @return the new flags of the frame
     */
    long pushRecover(long flags, int target, int height) {
        recovers = recovers.with(target,
                (long) height << HEIGHT_SHIFT | cleanups(flags) | ((flags & RECOVERS) == 0 ? FIRST : 0));
        return flags | RECOVERS;
    }

    /** Ends the innermost protected part of the innermost frame. @return the new flags of the frame */
    long popRecover(long flags) {
        boolean last = (recovers.topInfo() & FIRST) != 0;
        recovers.size--;
        return last ? flags & ~RECOVERS : flags;
    }

    /** Returns the offset of the innermost handler. */
    int handler() {
        return (int) recovers.topWord();
    }

    /** Returns the number of words from slot 0 to the end of the operands on entry to the innermost handler. */
    int handlerHeight() {
        return (int) ((recovers.topInfo() & ~FIRST) >>> HEIGHT_SHIFT);
    }

    /** Returns the number of cleanups that the frame had on entry to its innermost protected part. */
    int handlerCleanups() {
        return (int) recovers.topInfo() & COUNT_MASK;
    }

    // --- frames ---

    /** Removes the captures and handlers of the innermost frame. Its cleanups must have run already. */
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
        captures = Entries.EMPTY;
        cleanups = Entries.EMPTY;
        recovers = Entries.EMPTY;
    }

    void visit(RootVisitor visitor) {
        captures.visit(visitor);
        cleanups.visit(visitor);
    }
}
