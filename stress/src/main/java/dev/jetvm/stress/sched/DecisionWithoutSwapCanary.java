package dev.jetvm.stress.sched;

import dev.jetvm.stress.Canary;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Canary: {@link TwoDecisions} with a volatile word that is read and then written, without compare and set. The event and the
 * cancellation both end the wait, and the task becomes ready twice.
 */
@JCStressTest
@Canary("1, 1, 2")
@Outcome(id = {"1, 0, 1", "0, 1, 1"}, expect = Expect.ACCEPTABLE, desc = "one of the two")
@Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE_INTERESTING, desc = "both")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class DecisionWithoutSwapCanary {
    private final AtomicInteger resumed = new AtomicInteger();
    private volatile int decision;

    private int decide(int mine) {
        if (decision != 0) {
            return 0;
        }
        decision = mine;
        resumed.incrementAndGet();
        return 1;
    }

    @Actor
    public void event(III_Result result) {
        result.r1 = decide(1);
    }

    @Actor
    public void cancel(III_Result result) {
        result.r2 = decide(2);
    }

    @Arbiter
    public void resumed(III_Result result) {
        result.r3 = resumed.get();
    }
}
