package dev.jetvm.stress.gc;

import dev.jetvm.runtime.memory.AtomicHeader;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.stress.Canary;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Canary: colour and pin bits are changed by a plain read and write of the word. A lost update must be observed. */
@JCStressTest
@Canary("1|4")
@Outcome(id = "5", expect = Expect.ACCEPTABLE, desc = "grey and pinned")
@Outcome(id = {"1", "4"}, expect = Expect.ACCEPTABLE_INTERESTING, desc = "a change was lost")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class LostHeaderUpdateCanary extends SingleObjectMemory {

    @Actor
    public void colour() {
        memory.setWord(OBJECT, AtomicHeader.withColour(memory.word(OBJECT), HeaderConstants.GREY));
    }

    @Actor
    public void pin() {
        memory.setWord(OBJECT, memory.word(OBJECT) | (long) HeaderConstants.PINNED << HeaderConstants.GC_SHIFT);
    }

    @Arbiter
    public void after(I_Result result) {
        result.r1 = header().gc();
    }
}
