package dev.jetvm.vm.interp;

/**
 * Executes instructions faster than {@link PlainEngine}, with the same results. A worker alternates: its engine executes
 * what it can, the plain engine the instruction after that. Every engine reads and extends the {@link FeedbackVector} of
 * a function. Used by one thread, that of its worker.
 *
 * @spec INTERP-03
 * @spec INTERP-13a
 */
@FunctionalInterface
public interface Engine {
    /** Executes nothing: the plain engine executes every instruction. */
    Engine NONE = _ -> {};

    /**
     * Executes instructions of the innermost frame and of frames that it calls or returns to: as many as the engine can,
     * possibly none. Before and afterwards the state is in the stack, as between two instructions. The engine stops at the
     * latest before the first instruction that it does not execute, that would panic, that would allocate, or at which the
     * worker has been asked to do something. It makes no frame beyond the present segment of the stack and does not leave
     * the outermost frame.
     *
     * @param stack of the task that the worker runs; it has a frame
     */
    void advance(FrameStack stack);

    /** What an engine has made of a function; kept by {@link LinkedFunction#translation}. */
    interface Translation {}

    /** Makes the engines of a machine, one for each of its workers. */
    @FunctionalInterface
    interface Factory {
        /** No engine but the plain one. */
        Factory PLAIN = _ -> NONE;

        /** The engine of a worker, or {@link #NONE} if there is none for the representation of its values. */
        Engine create(Worker worker);
    }
}
