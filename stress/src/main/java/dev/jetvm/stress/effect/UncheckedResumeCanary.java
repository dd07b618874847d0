package dev.jetvm.stress.effect;

import dev.jetvm.stress.Canary;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Canary: {@link TwoResumes} with a volatile mark that is checked and then set. Both tasks resume the continuation. */
@JCStressTest
@Canary("true, true")
@Outcome(id = {"true, false", "false, true"}, expect = Expect.ACCEPTABLE, desc = "one resumed it")
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE_INTERESTING, desc = "both resumed it")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class UncheckedResumeCanary {
    private volatile boolean taken;

    private boolean take() {
        if (taken) {
            return false;
        }
        taken = true;
        return true;
    }

    @Actor
    public void first(ZZ_Result result) {
        result.r1 = take();
    }

    @Actor
    public void second(ZZ_Result result) {
        result.r2 = take();
    }
}
