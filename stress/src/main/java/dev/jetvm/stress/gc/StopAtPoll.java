package dev.jetvm.stress.gc;

import dev.jetvm.runtime.gc.Request;
import dev.jetvm.runtime.gc.Safepoints;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A running mutator polls for a stop request. A stop takes effect only at the poll, before the run or after it. */
@JCStressTest
@Clause({"GC-12", "GC-28"})
@Outcome(id = {"1, 0", "1, 1"}, expect = Expect.ACCEPTABLE, desc = "at the poll, or at the end")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "before the mutator ran")
@Outcome(expect = Expect.FORBIDDEN, desc = "while the mutator ran")
@State
public class StopAtPoll {
    private final Safepoints safepoints = new Safepoints();
    private final Safepoints.Participant mutator = safepoints.enrol();
    private int before;
    private int between;
    private int after;

    @Actor
    public void mutate() {
        safepoints.unblock(mutator);
        before = 1;
        between = 1;
        if ((mutator.requests().get() & Request.COLLECT) != 0) {
            between = 0;
            safepoints.park(mutator);
            between = 1;
        }
        after = 1;
        safepoints.block(mutator);
    }

    @Actor
    public void stop(II_Result result) {
        safepoints.stopped(null, () -> {
            result.r1 = before;
            // Before the run and at the poll "between" and "after" are 0, after the run both are 1; if they differ, the
            // mutator was running.
            result.r2 = between == after ? after : 9;
        });
    }
}
