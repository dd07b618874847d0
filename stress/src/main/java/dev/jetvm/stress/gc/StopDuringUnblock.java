package dev.jetvm.stress.gc;

import dev.jetvm.runtime.gc.Safepoints;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A mutator leaves and re-enters a blocked region while the world is stopped. No intermediate state is observed. */
@JCStressTest
@Clause({"GC-12", "GC-28", "ROOT-10"})
@Outcome(id = {"0, 0", "1, 1"}, expect = Expect.ACCEPTABLE, desc = "before or after the mutator's step")
@Outcome(expect = Expect.FORBIDDEN, desc = "in the middle of it")
@State
public class StopDuringUnblock {
    private final Safepoints safepoints = new Safepoints();
    private final Safepoints.Participant mutator = safepoints.enrol();
    private int left;
    private int right;

    @Actor
    public void mutate() {
        safepoints.unblock(mutator);
        left = 1;
        right = 1;
        safepoints.block(mutator);
    }

    @Actor
    public void stop(II_Result result) {
        safepoints.stopped(null, () -> {
            result.r1 = left;
            result.r2 = right;
        });
    }
}
