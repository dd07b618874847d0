package dev.jetvm.runtime.gc;

/**
 * The bits of a mutator's request word: each asks the thread of that mutator for something at its next poll. The poll
 * reads one word; only a word other than 0 is looked at bit by bit.
 *
 * <p>{@link #COLLECT} and {@link #STRESS} belong to the heap and are dealt with by {@link Mutator#poll()}. The others
 * belong to whoever set them: {@code poll} leaves them set, and the loop of the worker answers and withdraws them.
 *
 * @spec GC-12
 * @spec GC-28
 */
public final class Request {
    /** Another thread wants the world to stop. Set and cleared by {@link Safepoints}. */
    public static final int COLLECT = 1;
    /** A stress mode acts at every safepoint: set for the life of the mutator. */
    public static final int STRESS = 1 << 1;
    /** The running task has used up its budget of time and gives way to another. */
    public static final int PREEMPT = 1 << 2;
    /** The running task is cancelled. */
    public static final int CANCEL = 1 << 3;
    /** A debugger wants the task to stop. */
    public static final int DEBUG = 1 << 4;
    /** A signal of the operating system waits for its handler. */
    public static final int SIGNAL = 1 << 5;

    /** Bits that only the heap sets and clears. */
    static final int HEAP = COLLECT | STRESS;

    private Request() {}
}
