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
 * Canary: {@link UnparkAgainstPark} without the monitor. The task finds no permit, the unpark finds no waiter and leaves one, and
 * then the task waits: the wake-up is lost.
 */
@JCStressTest
@Canary("1, 0")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the permit")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the suspended task was made ready")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "the task waits although it has a permit")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class PermitWithoutLockCanary {
    private volatile boolean permit;
    private volatile boolean waiting;
    private int resumed;

    @Actor
    public void park(II_Result result) {
        if (permit) {
            permit = false;
        } else {
            waiting = true;
            result.r1 = 1;
        }
    }

    @Actor
    public void unpark() {
        if (waiting) {
            resumed++;
        } else {
            permit = true;
        }
    }

    @Arbiter
    public void resumed(II_Result result) {
        result.r2 = resumed;
    }
}
