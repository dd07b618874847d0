package dev.jetvm.runtime.sched;

import java.util.concurrent.locks.LockSupport;

/** A thread that waits as a task does, without a scheduler: its wait ends by an unpark of the thread. */
public abstract class ThreadTask extends BareTask {

    /** Makes a running task of the calling thread. */
    protected ThreadTask() {
        super(1, new Unpark(Thread.currentThread()));
        beginRunning();
    }

    private record Unpark(Thread thread) implements Resumer {
        @Override
        public void resume(ScheduledTask task) {
            LockSupport.unpark(thread);
        }

        @Override
        public void requestPoll(ScheduledTask task) {
            // The thread polls nothing while it does not wait.
        }
    }
}
