package dev.jetvm.runtime.sched;

/**
 * What executes tasks on one thread of a scheduler. Only that thread calls it, but for {@link #preempt}.
 */
public interface Carrier {

    /** Why a carrier stopped executing a task. */
    enum Turn {
        /** The task can go on at once. */
        YIELDED,
        /** The task waits: {@link ScheduledTask#beginWait} was called. */
        BLOCKED,
        /** The task has ended. */
        ENDED,
        /** The task ended the whole program. */
        HALTED,
        /** The run is to stop here; the task goes on first when it continues. */
        STOPPED
    }

    /** Executes a task until it leaves. */
    Turn run(ScheduledTask task);

    /** Called after the last turn of a task, before those who wait for it become ready. */
    void ended(ScheduledTask task);

    /** Called when no scope will ask for the panic of a dead task any more. */
    void forget(ScheduledTask task);

    /** Asks the task that the carrier executes to yield. Any thread. */
    void preempt();

    /** The thread is about to wait, and works on nothing until {@link #leaveIdle}. */
    void enterIdle();

    void leaveIdle();

    /** The thread ends. */
    void close();
}
