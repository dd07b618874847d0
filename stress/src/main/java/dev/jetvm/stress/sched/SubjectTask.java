package dev.jetvm.stress.sched;

import dev.jetvm.runtime.sched.BareTask;
import dev.jetvm.runtime.sched.ScheduledTask;
import java.util.concurrent.atomic.AtomicInteger;

/** A running task that executes nothing and counts how often it was made ready. */
public final class SubjectTask extends BareTask {

    /** Counts the resumptions of a task. */
    static final class Counter implements Resumer {
        final AtomicInteger resumed = new AtomicInteger();

        @Override
        public void resume(ScheduledTask task) {
            resumed.incrementAndGet();
        }

        @Override
        public void requestPoll(ScheduledTask task) {}
    }

    final Counter counter;

    public SubjectTask() {
        this(new Counter());
    }

    private SubjectTask(Counter counter) {
        super(1, counter);
        this.counter = counter;
        beginRunning();
    }

    /** Suspends the task. @return 1 if it is suspended, 0 if its wait has ended already */
    public int leave() {
        return suspend() ? 1 : 0;
    }

    /** Returns how often the task was made ready. */
    public int resumed() {
        return counter.resumed.get();
    }
}
