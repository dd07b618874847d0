package dev.jetvm.stress.effect;

import dev.jetvm.runtime.effect.OneShot;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** One task keeps a continuation while another resumes it: the resumption succeeds, and the continuation is used afterwards. */
@JCStressTest
@Clause({"EFF-07", "EFF-14"})
@Outcome(id = {"true, true, true",
        "false, true, true"}, expect = Expect.ACCEPTABLE, desc = "resumed, kept before or not")
@Outcome(expect = Expect.FORBIDDEN, desc = "the resumption was lost, or undone by the keeping")
@State
public class KeepAgainstResume extends OneShot {
    @Actor
    public void keep(ZZZ_Result result) {
        result.r1 = keep();
    }

    @Actor
    public void resume(ZZZ_Result result) {
        result.r2 = take();
    }

    @Arbiter
    public void end(ZZZ_Result result) {
        result.r3 = isTaken();
    }
}
