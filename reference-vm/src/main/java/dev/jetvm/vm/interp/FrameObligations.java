package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.RootVisitor;
import java.util.function.LongConsumer;

/**
 * The obligations of the frames of a stack: cleanups to run, protected parts entered, handlers of effects, and variables
 * that closures captured. Each kind has a stack of entries, whose last entries belong to the innermost frame that has any. Flags in
 * the saved frame pointer record which kinds a frame has ({@link #CAPTURES}, {@link #CLEANUPS}, {@link #RECOVERS},
 * {@link #HANDLES}), and the first entry of a frame is marked. Entries therefore contain no depth and no address, and consecutive frames can
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
 * @spec ISA-62
 * @spec PANIC-10
 */
final class FrameObligations {
    /** Flags in a saved frame pointer: the frame has entries of the kind. */
    static final long CAPTURES = 1L << 40;
    static final long CLEANUPS = 1L << 41;
    static final long RECOVERS = 1L << 42;
    static final long HANDLES = 1L << 44;
    static final long ANY = CAPTURES | CLEANUPS | RECOVERS | HANDLES;

    /** Cells of captured variables. The info word is the slot, with {@link #FIRST}. */
    private Entries captures = Entries.EMPTY;
    /** Functions to call. The info word is the ordinal among the cleanups of the frame, from 1, with {@link #FIRST}. */
    private Entries cleanups = Entries.EMPTY;
    /**
     * Handlers of panics. The word is the offset of the handler and the number of handlers of effects; info is the operand
     * height and the number of cleanups.
     */
    private Entries recovers = Entries.EMPTY;
    /** Handlers of effects. The info word is the number of the effect and the ordinal in the frame, with {@link #FIRST}. */
    private Entries handlers = Entries.EMPTY;

    private static final long FIRST = Entries.FIRST;
    private static final int HEIGHT_SHIFT = 24;
    private static final int COUNT_MASK = (1 << HEIGHT_SHIFT) - 1;
    /** Maximum number of cleanups of a frame. */
    static final int CLEANUPS_MAX = COUNT_MASK;

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
        cleanups = cleanups.with(function, cleanups(flags) + 1L | ((flags & CLEANUPS) == 0 ? FIRST : 0));
        return flags | CLEANUPS;
    }

    /** Returns the function of the last cleanup, which {@link #dropCleanup} removes. */
    long lastCleanup() {
        return cleanups.topWord();
    }

    /** Removes the last cleanup of the innermost frame. @return the new flags of the frame */
    long dropCleanup(long flags) {
        cleanups.size--;
        long changed = cleanups.isFirst(cleanups.size) ? flags & ~CLEANUPS : flags;
        if ((flags & RECOVERS) != 0) {
            forgetInParts(cleanups(changed));
        }
        return changed;
    }

    /**
     * Makes protected parts of the innermost frame count at most so many earlier cleanups: a cleanup that takes the place of an
     * earlier one was added inside of the part.
     */
    private void forgetInParts(int most) {
        for (int k = recovers.size - 1;; k--) {
            if (((int) recovers.info(k) & COUNT_MASK) > most) {
                recovers.pairs[2 * k + 1] = recovers.info(k) & ~COUNT_MASK | most;
            }
            if (recovers.isFirst(k)) {
                return;
            }
        }
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
        recovers = recovers.with((long) handlers(flags) << Integer.SIZE | target,
                (long) height << HEIGHT_SHIFT | cleanups(flags) | ((flags & RECOVERS) == 0 ? FIRST : 0));
        return flags | RECOVERS;
    }

    /** Ends the innermost protected part of the innermost frame. @return the new flags of the frame */
    long popRecover(long flags) {
        boolean last = (recovers.topInfo() & FIRST) != 0;
        recovers.size--;
        return last ? flags & ~RECOVERS : flags;
    }

    /** Returns whether any frame has a protected part that is active. */
    boolean recovers() {
        return recovers.size > 0;
    }

    /** Returns the offset of the innermost handler. */
    int handler() {
        return (int) recovers.topWord();
    }

    /**
     * Removes the handlers of effects that the innermost frame installed in its innermost protected part.
     *
     * @return the new flags of the frame
     */
    long dropHandlersOfPart(long flags) {
        return dropHandlers(flags, (int) (recovers.topWord() >>> Integer.SIZE));
    }

    /** Returns the number of words from slot 0 to the end of the operands on entry to the innermost handler. */
    int handlerHeight() {
        return (int) ((recovers.topInfo() & ~FIRST) >>> HEIGHT_SHIFT);
    }

    /** Returns the number of cleanups that the frame had on entry to its innermost protected part. */
    int handlerCleanups() {
        return (int) recovers.topInfo() & COUNT_MASK;
    }

    // --- handlers of effects ---

    /** Returns the number of handlers of the innermost frame. @param flags of the frame */
    int handlers(long flags) {
        return (flags & HANDLES) == 0 ? 0 : (int) handlers.topInfo() & COUNT_MASK;
    }

    /** Installs a handler in the innermost frame. @return the new flags of the frame */
    long pushHandler(long flags, int effect, long function) {
        handlers = handlers.with(function,
                (long) effect << HEIGHT_SHIFT | handlers(flags) + 1 | ((flags & HANDLES) == 0 ? FIRST : 0));
        return flags | HANDLES;
    }

    /** Removes the last handler of the innermost frame. @return the new flags of the frame */
    long popHandler(long flags) {
        handlers.size--;
        long changed = handlers.isFirst(handlers.size) ? flags & ~HANDLES : flags;
        if ((flags & RECOVERS) != 0) {
            forgetHandlersInParts(handlers(changed));
        }
        return changed;
    }

    /** Removes the handlers of the innermost frame but for the first. @return the new flags of the frame */
    long dropHandlers(long flags, int kept) {
        long changed = flags;
        while (handlers(changed) > kept) {
            changed = popHandler(changed);
        }
        return changed;
    }

    /** Does for handlers what {@link #forgetInParts} does for cleanups. */
    private void forgetHandlersInParts(int most) {
        for (int k = recovers.size - 1;; k--) {
            if ((int) (recovers.word(k) >>> Integer.SIZE) > most) {
                recovers.pairs[2 * k] = (long) most << Integer.SIZE | (int) recovers.word(k);
            }
            if (recovers.isFirst(k)) {
                return;
            }
        }
    }

    /** Returns the index of the innermost handler of an effect or of every effect, or -1. */
    int findHandler(int effect) {
        for (int k = handlers.size - 1; k >= 0; k--) {
            int handled = effect(k);
            if (handled == effect || handled == EffectNames.EVERY) {
                return k;
            }
        }
        return -1;
    }

    /** Returns the number of the effect that a handler handles. */
    int effect(int handler) {
        return (int) ((handlers.info(handler) & ~FIRST) >>> HEIGHT_SHIFT);
    }

    /** Returns the function of a handler. */
    long handlerFunction(int handler) {
        return handlers.word(handler);
    }

    /** Returns the number of frames with handlers, from the innermost one to that of a handler. */
    int framesWithHandlers(int handler) {
        int frames = 1;
        for (int k = handlers.size - 1; k > handler; k--) {
            frames += handlers.isFirst(k) ? 1 : 0;
        }
        return frames;
    }

    // --- runs of frames ---

    /** How many of the innermost frames have obligations of each kind. */
    record Frames(int capturing, int cleaning, int handling, int recovering) {}

    /** Returns the number of words that {@link #cut} gives that are roots. */
    int roots(Frames frames) {
        return captures.size - captures.start(frames.capturing) + cleanups.size - cleanups.start(frames.cleaning)
                + handlers.size - handlers.start(frames.handling);
    }

    /** Passes on the roots of the innermost frames, in the order of {@link ObligationRun#replaceRoots}. */
    void forEachRoot(Frames frames, LongConsumer visitor) {
        captures.forEach(frames.capturing, visitor);
        cleanups.forEach(frames.cleaning, visitor);
        handlers.forEach(frames.handling, visitor);
    }

    /** Removes the obligations of the innermost frames. */
    ObligationRun cut(Frames frames) {
        return new ObligationRun(captures.cut(frames.capturing), cleanups.cut(frames.cleaning),
                handlers.cut(frames.handling),
                recovers.cut(frames.recovering));
    }

    /** Adds obligations to the innermost frames, whose flags name them. */
    void add(ObligationRun run) {
        captures = captures.with(run.captures());
        cleanups = cleanups.with(run.cleanups());
        handlers = handlers.with(run.handlers());
        recovers = recovers.with(run.recovers());
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
        if ((flags & HANDLES) != 0) {
            cut(handlers);
        }
    }

    private static void cut(Entries entries) {
        entries.size = entries.start(1);
    }

    void clear() {
        captures = Entries.EMPTY;
        cleanups = Entries.EMPTY;
        recovers = Entries.EMPTY;
        handlers = Entries.EMPTY;
    }

    void visit(RootVisitor visitor) {
        captures.visit(visitor);
        cleanups.visit(visitor);
        handlers.visit(visitor);
    }
}
