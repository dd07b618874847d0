package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Request;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.TaskState;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a task on the thread of its caller, outside of the scheduler: a finalizer. The thread waits where the task waits.
 */
final class AsideTasks implements ScheduledTask.Resumer {
    private final Thread thread;
    private volatile boolean ready;

    AsideTasks(Thread thread) {
        this.thread = thread;
    }

    /** Runs a task of this resumer to its end. The thread must be that of the worker. */
    void run(Worker worker, Task task) {
        task.enter(TaskState.READY);
        task.enter(TaskState.RUNNING);
        while (true) {
            worker.mutator.withdraw(Request.PREEMPT);
            switch (worker.run(task)) {
                case YIELDED -> {
                }
                case BLOCKED -> {
                    await(worker, task);
                    task.enter(TaskState.RUNNING);
                }
                default -> {
                    return;
                }
            }
        }
    }

    private void await(Worker worker, Task task) {
        ready = false;
        if (!task.suspend()) {
            return;
        }
        worker.mutator.enterBlocked();
        while (!ready) {
            LockSupport.park(this);
        }
        worker.mutator.leaveBlocked();
    }

    @Override
    public void resume(ScheduledTask task) {
        ready = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void requestPoll(ScheduledTask task) {
        // The task sees the request when it waits next.
    }
}
