package dev.jetvm.vm.interp;

import dev.jetvm.stress.Canary;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Canary: {@link TwoFailuresOneScope} without the monitor. Each task finds no failure and stores its own, so that
 * none of the two panics is dropped.
 */
@JCStressTest
@Canary("true, true")
@Outcome(id = {"true, false", "false, true"}, expect = Expect.ACCEPTABLE, desc = "one failed first")
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE_INTERESTING, desc = "both failed first")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class FirstFailureWithoutLockCanary {
    private volatile int failed;

    private boolean record(int task) {
        if (failed != 0) {
            return false;
        }
        failed = task;
        return true;
    }

    @Actor
    public void first(ZZ_Result result) {
        result.r1 = record(1);
    }

    @Actor
    public void second(ZZ_Result result) {
        result.r2 = record(2);
    }
}
