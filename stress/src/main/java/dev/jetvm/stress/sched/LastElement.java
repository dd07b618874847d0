package dev.jetvm.stress.sched;

import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Owner and thief compete for the only element. Exactly one obtains it. */
@JCStressTest
@Clause({"DEQ-03", "DEQ-05", "DEQ-06"})
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "popped before the steal")
@Outcome(id = "1, -1", expect = Expect.ACCEPTABLE, desc = "popped during the steal")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "stolen")
@Outcome(expect = Expect.FORBIDDEN, desc = "obtained twice or by neither")
@State
public class LastElement extends DequeSubject {
    public LastElement() {
        push(1);
    }

    @Actor
    public void owner(II_Result result) {
        result.r1 = pop();
    }

    @Actor
    public void thief(II_Result result) {
        result.r2 = steal();
    }
}
