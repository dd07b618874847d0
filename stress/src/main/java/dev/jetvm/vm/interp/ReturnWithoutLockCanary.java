package dev.jetvm.vm.interp;

import dev.jetvm.stress.Canary;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Canary: {@link CancelAgainstReturn} with the end of the task and its cancellation in two words, each of which is
 * written after the other one was read. The task ends with its result and as cancelled.
 */
@JCStressTest
@Canary("true, true")
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "the result")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "cancelled")
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE_INTERESTING, desc = "both")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class ReturnWithoutLockCanary {
    private volatile boolean returned;
    private volatile boolean cancelled;

    @Actor
    public void end(ZZ_Result result) {
        if (!cancelled) {
            returned = true;
            result.r1 = true;
        }
    }

    @Actor
    public void cancel(ZZ_Result result) {
        if (!returned) {
            cancelled = true;
            result.r2 = true;
        }
    }
}
