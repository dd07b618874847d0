package dev.jetvm.stress.effect;

import dev.jetvm.runtime.effect.OneShot;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The clause ends while another task keeps its continuation: it is either kept or unwound. */
@JCStressTest
@Clause({"EFF-06", "EFF-14"})
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "kept")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "unwound")
@Outcome(expect = Expect.FORBIDDEN, desc = "kept and unwound, or neither")
@State
public class KeepAgainstEndOfClause extends OneShot {
    @Actor
    public void keep(ZZ_Result result) {
        result.r1 = keep();
    }

    @Actor
    public void end(ZZ_Result result) {
        result.r2 = takeOwned();
    }
}
