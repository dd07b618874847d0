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
import org.openjdk.jcstress.infra.results.I_Result;

/** Colour and pin bits of one header word are changed concurrently. Neither update is lost. */
@JCStressTest
@Clause({"HDR-09", "HDR-13"})
@Outcome(id = "5", expect = Expect.ACCEPTABLE, desc = "grey and pinned")
@Outcome(expect = Expect.FORBIDDEN, desc = "a change was lost")
@State
public class ConcurrentColourAndPin extends SingleObjectMemory {

    @Actor
    public void colour() {
        AtomicHeader.apply(memory, OBJECT, HeaderEvent.GREY);
    }

    @Actor
    public void pin() {
        AtomicHeader.apply(memory, OBJECT, HeaderEvent.PIN);
    }

    @Arbiter
    public void after(I_Result result) {
        result.r1 = header().gc();
    }
}
