package dev.jetvm.vm.interp;

/** Why a worker stopped running a task. */
public enum Outcome {
    /** The last function of the plan returned. */
    RETURNED,
    /** HALT was executed. */
    HALTED,
    /** A panic was not recovered. */
    PANICKED,
    /** A limit was reached: the budget of the run, or one that ends the task for good ({@link Task#exhausted}). */
    EXHAUSTED,
    /** The worker was asked to give way. The task can go on, on any worker. */
    YIELDED,
    /** The task waits for something and has registered for it. It can go on, on any worker, once that is decided. */
    BLOCKED
}
