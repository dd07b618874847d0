package dev.jetvm.stress.gc;

import dev.jetvm.runtime.gc.Safepoints;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A running mutator enters a blocked region while another thread stops the world. The stop waits for it, and sees what the mutator
 * did before. If each missed the other, the stop would never begin.
 */
@JCStressTest
@Clause({"GC-12", "GC-28", "ROOT-10"})
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the world stopped when the mutator was blocked")
@Outcome(expect = Expect.FORBIDDEN, desc = "the world stopped while the mutator ran")
@State
public class StopAgainstBlock {
    private final Safepoints safepoints = new Safepoints();
    private final Safepoints.Participant mutator = safepoints.enrol();
    private int left;
    private int right;

    public StopAgainstBlock() {
        safepoints.unblock(mutator);
    }

    @Actor
    public void block() {
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
