package dev.jetvm.stress.sched;

import dev.jetvm.runtime.sched.WorkStealingDeque;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The owner pushes into a full array, which grows, while a thief steals. The other elements are there afterwards. */
@JCStressTest
@Clause({"DEQ-03", "DEQ-07"})
@Outcome(id = "65, 1, 63", expect = Expect.ACCEPTABLE, desc = "each element once and in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "an element was lost, moved or obtained twice")
@State
public class GrowthDuringSteal extends DequeSubject {
    private static final int FULL = WorkStealingDeque.FIRST_CAPACITY;

    public GrowthDuringSteal() {
        for (int number = 1; number <= FULL; number++) {
            push(number);
        }
    }

    @Actor
    public void owner(III_Result result) {
        push(FULL + 1);
        result.r1 = pop();
    }

    @Actor
    public void thief(III_Result result) {
        result.r2 = steal();
    }

    @Arbiter
    public void after(III_Result result) {
        while (steal() == result.r3 + 2) {
            result.r3++;
        }
    }
}
