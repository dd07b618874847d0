package dev.jetvm.vm.interp;

/**
 * Executes instructions faster than {@link PlainEngine}, with the same results. A worker alternates between its engine,
 * which executes the instructions that it supports, and the plain engine, which executes the instruction after those.
 * Every engine reads and extends the {@link FeedbackVector} of a function. An engine is confined to the thread of its
 * worker.
 *
 * @spec INTERP-03
 * @spec INTERP-13a
 */
@FunctionalInterface
public interface Engine {
    /** Executes nothing; the plain engine executes every instruction. */
    Engine NONE = _ -> true;

    /**
     * Executes instructions of the innermost frame and of frames that it calls or returns to: as many as the engine
     * supports, possibly none. On entry and on return, the stack holds the state between two instructions. The engine
     * must stop before the first instruction that it does not support, that would panic, that would allocate, or at
     * which the worker has a pending request, and after a call of a native, which may do all of these. It must not create a frame beyond
     * the present segment of the stack, and must not leave the outermost frame.
     *
     * @param stack the stack of the task that the worker runs; contains at least one frame
     * @return whether the plain engine executes the next instruction; after a native the state of the task decides that
     */
    boolean advance(FrameStack stack);

    /** The translation of a function by an engine, kept in {@link LinkedFunction#translation}. */
    interface Translation {}

    /** Creates the engines of a machine, one for each worker. */
    @FunctionalInterface
    interface Factory {
        /** Creates no engine; the plain engine executes every instruction. */
        Factory PLAIN = _ -> NONE;

        /** Returns the engine of a worker, or {@link #NONE} if the representation of its values is not supported. */
        Engine create(Worker worker);
    }
}
