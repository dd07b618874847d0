package dev.jetvm.runtime.gc;

/**
 * The bits of a mutator's request word. Each bit requests an action of the mutator's thread at its next poll. A poll
 * reads the word once and tests individual bits only if the word is not 0.
 *
 * <p>{@link #COLLECT} and {@link #STRESS} belong to the heap and are handled by {@link Mutator#poll()}. The other bits
 * belong to the code that sets them: {@code poll} leaves them set, and the worker's loop handles and clears them.
 *
 * @spec GC-12
 * @spec GC-28
 */
public final class Request {
    /** Another thread stops the world. Set and cleared by {@link Safepoints}. */
    public static final int COLLECT = 1;
    /** A stress mode acts at every safepoint. Set for the lifetime of the mutator. */
    public static final int STRESS = 1 << 1;
    /** The running task has exhausted its time budget and must yield to another task. */
    public static final int PREEMPT = 1 << 2;
    /** The running task is cancelled. */
    public static final int CANCEL = 1 << 3;
    /** A debugger requests that the task stop. */
    public static final int DEBUG = 1 << 4;
    /** An operating system signal is pending. */
    public static final int SIGNAL = 1 << 5;

    /** The bits that only the heap may set and clear. */
    static final int HEAP = COLLECT | STRESS;

    private Request() {}
}
