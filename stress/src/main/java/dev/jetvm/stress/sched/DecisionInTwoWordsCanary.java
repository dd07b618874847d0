package dev.jetvm.stress.sched;

import dev.jetvm.stress.Canary;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Canary: {@link DecideAgainstSuspend} with the decision and the suspension in two words. The worker does not see the event, and the
 * event finds the task not suspended: the wake-up is lost.
 */
@JCStressTest
@Canary("1, 0")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the worker saw the event")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the event made the suspended task ready")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "a wake-up was lost")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class DecisionInTwoWordsCanary {
    private volatile boolean decided;
    private volatile boolean suspended;
    private int resumed;

    @Actor
    public void suspend(II_Result result) {
        if (!decided) {
            suspended = true;
            result.r1 = 1;
        }
    }

    @Actor
    public void event() {
        if (suspended) {
            resumed++;
        }
        decided = true;
    }

    @Arbiter
    public void resumed(II_Result result) {
        result.r2 = resumed;
    }
}
