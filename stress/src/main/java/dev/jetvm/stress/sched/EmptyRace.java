package dev.jetvm.stress.sched;

import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The owner pops from an empty deque and pushes, while a thief steals: the bottom is below the top for a moment. */
@JCStressTest
@Clause({"DEQ-03", "DEQ-04", "DEQ-06"})
@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "the thief was too early")
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "stolen")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, obtained twice, or contended without a competitor")
@State
public class EmptyRace extends DequeSubject {
    @Actor
    public void owner(III_Result result) {
        result.r1 = pop();
        push(1);
    }

    @Actor
    public void thief(III_Result result) {
        result.r2 = steal();
    }

    @Arbiter
    public void after(III_Result result) {
        result.r3 = pop();
    }
}
