package dev.jetvm.runtime.sched;

/**
 * A worker of a scheduler whose caller chooses the task of each turn. A turn is the same as in a run: what runs it,
 * what it ends with, and who becomes ready. The class is in the package of the scheduler, whose turns are not public.
 */
public final class SteppedWorker {
    private final Scheduler scheduler;
    private final WorkerQueue queue;

    /** Adds a worker to a scheduler, so that requests reach the task that the worker runs. */
    public SteppedWorker(Scheduler scheduler, Carrier carrier) {
        this.scheduler = scheduler;
        this.queue = new WorkerQueue(scheduler, 0, carrier);
        scheduler.workers().add(queue);
    }

    /** Executes turns of a ready task, which does not wait, until it is dead. */
    public void runToEnd(ScheduledTask task) {
        do {
            scheduler.dispatch(queue, task);
        } while (!task.isDead());
    }
}
