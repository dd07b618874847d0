package dev.jetvm.stress.gc;

import dev.jetvm.runtime.memory.AtomicHeader;
import dev.jetvm.runtime.memory.HeaderEvent;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Strong and weak counts of one header word are incremented concurrently. Both counts are correct. */
@JCStressTest
@Clause({"HDR-06", "HDR-13"})
@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "two strong, one weak")
@Outcome(expect = Expect.FORBIDDEN, desc = "a count was lost")
@State
public class ConcurrentReferenceCounts extends SingleObjectMemory {

    @Actor
    public void strong() {
        AtomicHeader.apply(memory, OBJECT, HeaderEvent.RETAIN);
    }

    @Actor
    public void both() {
        AtomicHeader.apply(memory, OBJECT, HeaderEvent.RETAIN);
        AtomicHeader.apply(memory, OBJECT, HeaderEvent.RETAIN_WEAK);
    }

    @Arbiter
    public void after(II_Result result) {
        result.r1 = (int) header().strong();
        result.r2 = header().weak();
    }
}
