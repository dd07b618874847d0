package dev.jetvm.stress.value;

import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.stress.Canary;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** Canary: a word is written as two halves. A reader must be observed to read a torn word. */
@JCStressTest
@Canary("4294967295")
@Outcome(id = {"0", "-1"}, expect = Expect.ACCEPTABLE, desc = "the word before or the word after")
@Outcome(id = "4294967295", expect = Expect.ACCEPTABLE_INTERESTING, desc = "the lower half only")
@Outcome(id = "-4294967296", expect = Expect.ACCEPTABLE, desc = "the upper half only")
@State
public class TornWordCanary {
    private static final long SLOT = 64;

    private final Memory memory = new Memory(128);

    @Actor
    public void write() {
        memory.setInt32(SLOT, -1);
        // An intermediate opaque write prevents the compiler from merging the two halves.
        memory.setWordOpaque(SLOT + 8, 1);
        memory.setInt32(SLOT + 4, -1);
    }

    @Actor
    public void read(J_Result result) {
        result.r1 = memory.wordOpaque(SLOT);
    }
}
