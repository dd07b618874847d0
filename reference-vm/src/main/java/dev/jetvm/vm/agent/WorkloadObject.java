package dev.jetvm.vm.agent;

import java.util.function.LongFunction;

/** What the threads of a workload share: a fresh object of one kind, and its operations. */
interface WorkloadObject {
    /** The argument of an operation without one, and the value of a result without one. */
    long NONE = -1;

    /**
     * Returns how a thread performs an operation.
     *
     * @param thread the index of the thread
     * @param step the step of the request, with members that only this kind of object knows
     * @throws BadRequest if the object has no such operation, or not for this thread
     */
    Action action(int thread, String op, Arguments step);

    /** Returns whether an operation may wait for another thread. */
    default boolean mayWait() {
        return false;
    }

    /** Ends all waits; what their operations return is of no interest any more. */
    default void abandon() {}

    /**
     * @param takesArgument whether each performance has a number of its own
     * @param body receives this number, or {@link #NONE}
     */
    record Action(boolean takesArgument, LongFunction<Result> body) {}

    /**
     * @param value a number, or {@link #NONE}
     * @param chosen number of the case of a select, or {@link #NONE}
     */
    record Result(String outcome, long value, long chosen) {
        Result(String outcome, long value) {
            this(outcome, value, NONE);
        }

        static Result of(String outcome) {
            return new Result(outcome, NONE);
        }
    }
}
