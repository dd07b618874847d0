package dev.jetvm.runtime.sched;

/**
 * A task without frames and without scopes of its own, so that no scope interrupts it and it does not fail. For what waits as a
 * task does, but is not executed by a machine.
 */
public abstract class BareTask extends ScheduledTask {

    protected BareTask(long id, Resumer resumer) {
        super(id, new TaskScope(null), resumer);
    }

    /** Makes the new task a running one, without a scheduler. By the thread that acts as its worker. */
    protected final void beginRunning() {
        enter(TaskState.READY);
        enter(TaskState.RUNNING);
    }

    @Override
    public final boolean isInterrupted(Object awaited) {
        return false;
    }

    @Override
    public final boolean hasFailed() {
        return false;
    }
}
