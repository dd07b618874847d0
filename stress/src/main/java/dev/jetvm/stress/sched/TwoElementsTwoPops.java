package dev.jetvm.stress.sched;

import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The owner pops two elements while a thief steals one of them. */
@JCStressTest
@Clause({"DEQ-02", "DEQ-03", "DEQ-05", "DEQ-06"})
@Outcome(id = "2, 1, 0", expect = Expect.ACCEPTABLE, desc = "both popped before the steal")
@Outcome(id = "2, 1, -1", expect = Expect.ACCEPTABLE, desc = "the last one popped during the steal")
@Outcome(id = "2, 0, 1", expect = Expect.ACCEPTABLE, desc = "the older one stolen")
@Outcome(expect = Expect.FORBIDDEN, desc = "obtained twice, lost, or in the wrong order")
@State
public class TwoElementsTwoPops extends DequeSubject {
    public TwoElementsTwoPops() {
        push(1);
        push(2);
    }

    @Actor
    public void owner(III_Result result) {
        result.r1 = pop();
        result.r2 = pop();
    }

    @Actor
    public void thief(III_Result result) {
        result.r3 = steal();
    }
}
