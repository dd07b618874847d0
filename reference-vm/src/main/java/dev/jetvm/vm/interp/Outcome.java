package dev.jetvm.vm.interp;

/** Why a worker stopped running a task. */
public enum Outcome {
    /** The last function of the plan returned. */
    RETURNED,
    /** HALT was executed. */
    HALTED,
    /** A panic was not recovered. */
    PANICKED,
    /**
     * A limit was reached: the budget of the run, or a limit that ends the task permanently ({@link Task#exhausted}).
     */
    EXHAUSTED,
    /** The worker was asked to yield. Any worker can resume the task. */
    YIELDED,
    /** The task waits for an event and is registered for it. Any worker can resume the task after the event. */
    BLOCKED
}
