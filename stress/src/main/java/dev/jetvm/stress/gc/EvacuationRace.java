package dev.jetvm.stress.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.FORWARDED;

import dev.jetvm.runtime.memory.AtomicHeader;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two evacuators process one object. It is copied once, and both obtain the address of the same complete copy. */
@JCStressTest
@Clause({"HDR-07", "HDR-13", "GC-10"})
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "the first copied, the second followed")
@Outcome(id = "2, 2, 2", expect = Expect.ACCEPTABLE, desc = "the second copied, the first followed")
@Outcome(expect = Expect.FORBIDDEN, desc = "copied twice, or a copy seen half made")
@State
public class EvacuationRace extends SingleObjectMemory {
    private static final long[] COPIES = {0, 128, 192};

    @Actor
    public void first(III_Result result) {
        result.r1 = evacuate(1);
    }

    @Actor
    public void second(III_Result result) {
        result.r2 = evacuate(2);
    }

    @Arbiter
    public void after(III_Result result) {
        result.r3 = number(AtomicHeader.forwarding(memory, OBJECT));
    }

    private int evacuate(int actor) {
        while (true) {
            long low = memory.wordAcquire(OBJECT);
            if (HeaderWord.colour(low) == FORWARDED) {
                return number(AtomicHeader.forwarding(memory, OBJECT));
            }
            if (AtomicHeader.claim(memory, OBJECT, low)) {
                memory.copyWords(OBJECT, COPIES[actor], 24);
                AtomicHeader.forward(memory, OBJECT, low, COPIES[actor]);
                return actor;
            }
        }
    }

    /** Returns the number of the copy at an address, or 9 if the copy is incomplete. */
    private int number(long address) {
        return memory.word(address + 16) == CONTENT ? (int) (address / 64) - 1 : 9;
    }
}
