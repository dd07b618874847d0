package dev.jetvm.stress.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.PINNED;

import dev.jetvm.runtime.memory.AtomicHeader;
import dev.jetvm.runtime.memory.HeaderEvent;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** An evacuator claims an object while another thread pins it. Exactly one of the two succeeds. */
@JCStressTest
@Clause({"HDR-10", "HDR-13", "GC-04"})
@Outcome(id = "1, 0, 11", expect = Expect.ACCEPTABLE, desc = "claimed; the pin was refused")
@Outcome(id = "0, 1, 4", expect = Expect.ACCEPTABLE, desc = "pinned; it is not moved")
@Outcome(expect = Expect.FORBIDDEN, desc = "pinned and claimed, or neither")
@State
public class ClaimPinRace extends SingleObjectMemory {

    @Actor
    public void claim(III_Result result) {
        long low = memory.wordAcquire(OBJECT);
        result.r1 = (AtomicHeader.gc(low) & PINNED) == 0 && AtomicHeader.claim(memory, OBJECT, low) ? 1 : 0;
    }

    @Actor
    public void pin(III_Result result) {
        try {
            AtomicHeader.apply(memory, OBJECT, HeaderEvent.PIN);
            result.r2 = 1;
        } catch (RejectException e) {
            result.r2 = 0;
        }
    }

    @Arbiter
    public void after(III_Result result) {
        result.r3 = header().gc();
    }
}
