package dev.jetvm.stress.sched;

import dev.jetvm.runtime.sched.Waiter;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a task writes before it unparks another is visible to the other one if its park does not suspend it. */
@JCStressTest
@Clause("SCHED-23")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the park returned, the write is visible")
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "the task was suspended")
@Outcome(expect = Expect.FORBIDDEN, desc = "the park returned without the write")
@State
public class UnparkPublication {
    private final SubjectTask task = new SubjectTask();
    private int written;

    @Actor
    public void park(I_Result result) {
        Waiter waiter = task.beginPark(true);
        result.r1 = waiter == null || task.leave() == 0 ? written : 2;
    }

    @Actor
    public void unpark() {
        written = 1;
        task.unpark();
    }
}
