package dev.jetvm.stress.sched;

import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A thief steals two elements while the owner pops one. The owner decides by the top whether its element is the last
 * one; this is the race that needs the full fence.
 */
@JCStressTest
@Clause({"DEQ-02", "DEQ-03", "DEQ-05", "DEQ-06"})
@Outcome(id = "2, 1, 0", expect = Expect.ACCEPTABLE, desc = "popped before the second steal")
@Outcome(id = "2, 1, -1", expect = Expect.ACCEPTABLE, desc = "popped during the second steal")
@Outcome(id = "0, 1, 2", expect = Expect.ACCEPTABLE, desc = "both stolen")
@Outcome(expect = Expect.FORBIDDEN, desc = "obtained twice, lost, or in the wrong order")
@State
public class TwoElementsTwoSteals extends DequeSubject {
    public TwoElementsTwoSteals() {
        push(1);
        push(2);
    }

    @Actor
    public void owner(III_Result result) {
        result.r1 = pop();
    }

    @Actor
    public void thief(III_Result result) {
        result.r2 = steal();
        result.r3 = steal();
    }
}
