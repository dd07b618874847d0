package dev.jetvm.stress.sched;

import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A running task polls while it is cancelled: the cancellation is delivered at this poll or at a later one, once. */
@JCStressTest
@Clause("SCHED-16")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "delivered at the poll")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "delivered at a later poll")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or delivered twice")
@State
public class CancelAgainstPoll {
    private final SubjectTask task = new SubjectTask();

    @Actor
    public void poll(II_Result result) {
        result.r1 = task.takeCancellation() ? 1 : 0;
    }

    @Actor
    public void cancel() {
        task.cancel();
    }

    @Arbiter
    public void later(II_Result result) {
        result.r2 = task.takeCancellation() ? 1 : 0;
    }
}
