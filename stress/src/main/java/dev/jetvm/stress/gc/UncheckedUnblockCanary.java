package dev.jetvm.stress.gc;

import dev.jetvm.stress.Canary;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Canary: the mutator checks for a stop request before it sets its running flag instead of after. A stop with a running
 * mutator must be observed.
 */
@JCStressTest
@Canary("1, 1")
@Outcome(id = {"0, 0", "0, 1", "1, 0"}, expect = Expect.ACCEPTABLE, desc = "one of the two saw the other")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE_INTERESTING, desc = "neither saw the other")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class UncheckedUnblockCanary {
    private volatile boolean requested;
    private volatile boolean running;

    @Actor
    public void mutate(II_Result result) {
        if (!requested) {
            running = true;
            result.r1 = 1;
        }
    }

    @Actor
    public void stop(II_Result result) {
        requested = true;
        if (!running) {
            result.r2 = 1;
        }
    }
}
