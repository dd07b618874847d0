package dev.jetvm.stress.value;

import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** One thread writes a slot while another reads it twice. Each read returns a whole word, and reads are coherent. */
@JCStressTest
@Clause("VAL-19")
@Outcome(id = {"0, 0", "0, -1", "-1, -1"}, expect = Expect.ACCEPTABLE, desc = "the word before or the word after")
@Outcome(expect = Expect.FORBIDDEN, desc = "a mixture, or the word before again after the word after")
@State
public class WordAtomicity {
    private static final long SLOT = 64;
    private static final long ALL_BITS = -1;

    private final Memory memory = new Memory(128);

    @Actor
    public void write() {
        memory.setWordOpaque(SLOT, ALL_BITS);
    }

    @Actor
    public void read(JJ_Result result) {
        result.r1 = memory.wordOpaque(SLOT);
        result.r2 = memory.wordOpaque(SLOT);
    }
}
