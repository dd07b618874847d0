package dev.jetvm.stress.effect;

import dev.jetvm.runtime.effect.OneShot;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two tasks resume one continuation: exactly one of them takes it. */
@JCStressTest
@Clause({"EFF-07", "EFF-21"})
@Outcome(id = {"true, false", "false, true"}, expect = Expect.ACCEPTABLE, desc = "one resumed it")
@Outcome(expect = Expect.FORBIDDEN, desc = "it was resumed twice, or by none")
@State
public class TwoResumes extends OneShot {
    @Actor
    public void first(ZZ_Result result) {
        result.r1 = take();
    }

    @Actor
    public void second(ZZ_Result result) {
        result.r2 = take();
    }
}
