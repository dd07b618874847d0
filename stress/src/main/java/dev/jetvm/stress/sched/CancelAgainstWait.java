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

/** A task is cancelled while it begins to wait: the wait ends in any order, and the cancellation is due once. */
@JCStressTest
@Clause("SCHED-16")
@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "the wait ended before the task was suspended")
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "the suspended task was made ready")
@Outcome(expect = Expect.FORBIDDEN, desc = "the task waits for ever, or is cancelled twice")
@State
public class CancelAgainstWait {
    private final SubjectTask task = new SubjectTask();

    @Actor
    public void await(III_Result result) {
        task.beginWait(WaitReason.JOIN, task, true);
        result.r1 = task.leave();
    }

    @Actor
    public void cancel() {
        task.cancel();
    }

    @Arbiter
    public void resumed(III_Result result) {
        result.r2 = task.resumed();
        boolean ended = task.endWait() == Waiter.Decision.CANCELLED;
        result.r3 = ended && task.takeCancellation() && !task.takeCancellation() ? 1 : 0;
    }
}
