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
import org.openjdk.jcstress.infra.results.III_Result;

/** The event and a cancellation end the wait of a suspended task: exactly one of them does, and the task is ready once. */
@JCStressTest
@Clause({"SCHED-11", "SCHED-16"})
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "the event")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "the cancellation")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class TwoDecisions {
    private final SubjectTask task = new SubjectTask();
    private final Waiter waiter = task.beginWait(WaitReason.JOIN, task, true);

    public TwoDecisions() {
        task.leave();
    }

    @Actor
    public void event(III_Result result) {
        result.r1 = waiter.decide(Waiter.Decision.EVENT) ? 1 : 0;
    }

    @Actor
    public void cancel() {
        task.cancel();
    }

    @Arbiter
    public void resumed(III_Result result) {
        result.r2 = waiter.decision() == Waiter.Decision.CANCELLED ? 1 : 0;
        result.r3 = task.resumed();
    }
}
