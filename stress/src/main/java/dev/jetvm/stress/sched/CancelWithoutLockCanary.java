package dev.jetvm.stress.sched;

import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.runtime.sched.Waiter;
import dev.jetvm.stress.Canary;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Canary: {@link CancelAgainstWait} without the monitor. The task finds no cancellation, the cancellation finds no wait, and then
 * the task waits for ever.
 */
@JCStressTest
@Canary("1, 0")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the task was not suspended")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the suspended task was made ready")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "the task waits although it is cancelled")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class CancelWithoutLockCanary {
    private final SubjectTask task = new SubjectTask();
    private volatile boolean cancelled;
    private volatile @Nullable Waiter waiter;

    @Actor
    public void await(II_Result result) {
        if (!cancelled) {
            waiter = task.beginWait(WaitReason.JOIN, task, true);
            result.r1 = task.leave();
        }
    }

    @Actor
    public void cancel() {
        Waiter present = waiter;
        if (present != null) {
            present.decide(Waiter.Decision.CANCELLED);
        }
        cancelled = true;
    }

    @Arbiter
    public void resumed(II_Result result) {
        result.r2 = task.resumed();
    }
}
