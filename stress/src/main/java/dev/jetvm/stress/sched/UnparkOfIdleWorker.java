package dev.jetvm.stress.sched;

import dev.jetvm.runtime.sched.BareTask;
import dev.jetvm.runtime.sched.Carrier;
import dev.jetvm.runtime.sched.Clock;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.ParallelScheduler;
import dev.jetvm.runtime.sched.Scheduler;
import dev.jetvm.runtime.sched.Waiter;
import dev.jetvm.stress.Clause;
import java.util.SplittableRandom;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The only task of a scheduler parks, and its worker becomes idle, while another thread unparks the task by way of the global
 * queue. The task has one turn more for a wait that suspended it. If the worker missed the wake-up, the run would never
 * end: a timer in the far future keeps it from finding a deadlock.
 */
@JCStressTest
@Clause({"SCHED-11", "SCHED-13"})
@Outcome(id = {"1", "2"}, expect = Expect.ACCEPTABLE, desc = "the permit, or one turn more")
@Outcome(expect = Expect.FORBIDDEN, desc = "the task ran too often")
@State
public class UnparkOfIdleWorker {
    private static final long HOUR = 3_600_000_000_000L;

    private final Scheduler scheduler = new ParallelScheduler(1, _ -> new OneTask(), () -> false, Clock.system(),
            new SplittableRandom(1));
    private final ParkingTask task = new ParkingTask(scheduler);

    public UnparkOfIdleWorker() {
        scheduler.timers().after(HOUR, () -> {});
    }

    /** A task that parks once. */
    private static final class ParkingTask extends BareTask {
        private int turns;

        ParkingTask(Resumer resumer) {
            super(1, resumer);
        }

        Carrier.Turn run() {
            turns++;
            return endWait() == Waiter.Decision.EVENT || beginPark(true) == null
                    ? Carrier.Turn.ENDED
                    : Carrier.Turn.BLOCKED;
        }
    }

    /** Runs the task; there is nothing else to do. */
    private static final class OneTask implements Carrier {
        @Override
        public Turn run(ScheduledTask task) {
            return ((ParkingTask) task).run();
        }

        @Override
        public void ended(ScheduledTask task) {}

        @Override
        public void forget(ScheduledTask task) {}

        @Override
        public void preempt() {}

        @Override
        public void enterIdle() {}

        @Override
        public void leaveIdle() {}

        @Override
        public void close() {}
    }

    @Actor
    public void worker(I_Result result) {
        scheduler.run(task, new OneTask(), false);
        result.r1 = task.turns;
    }

    @Actor
    public void unpark() {
        task.unpark();
    }
}
