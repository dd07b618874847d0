package dev.jetvm.stress.sched;

import dev.jetvm.runtime.sched.Waiter;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A task parks while another unparks it: it takes the permit, sees the end of its wait, or is made ready once. */
@JCStressTest
@Clause({"SCHED-24", "SCHED-11"})
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the permit, or the end of the wait before the task was suspended")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the suspended task was made ready")
@Outcome(expect = Expect.FORBIDDEN, desc = "a wake-up was lost or came twice")
@State
public class UnparkAgainstPark {
    private final SubjectTask task = new SubjectTask();

    @Actor
    public void park(II_Result result) {
        Waiter waiter = task.beginPark(true);
        result.r1 = waiter == null ? 0 : task.leave();
    }

    @Actor
    public void unpark() {
        task.unpark();
    }

    @Arbiter
    public void resumed(II_Result result) {
        result.r2 = task.resumed();
    }
}
