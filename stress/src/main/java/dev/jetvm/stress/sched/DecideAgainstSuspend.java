package dev.jetvm.stress.sched;

import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The event occurs while a worker suspends the task: either the worker goes on with it, or it is made ready once. */
@JCStressTest
@Clause({"SCHED-11", "SCHED-13"})
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the worker saw the event")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the event made the suspended task ready")
@Outcome(expect = Expect.FORBIDDEN, desc = "a wake-up was lost or came twice")
@State
public class DecideAgainstSuspend {
    private final SubjectTask task = new SubjectTask();
    private final Waiter waiter = task.beginWait(WaitReason.JOIN, task, true);

    @Actor
    public void suspend(II_Result result) {
        result.r1 = task.leave();
    }

    @Actor
    public void event() {
        waiter.decide(Waiter.Decision.EVENT);
    }

    @Arbiter
    public void resumed(II_Result result) {
        result.r2 = task.resumed();
    }
}
