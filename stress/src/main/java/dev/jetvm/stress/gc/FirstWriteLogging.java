package dev.jetvm.stress.gc;

import dev.jetvm.runtime.gc.LogBuffer;
import dev.jetvm.runtime.gc.LogWriter;
import dev.jetvm.runtime.gc.LongStack;
import dev.jetvm.runtime.gc.MutationLog;
import dev.jetvm.runtime.gc.RememberedSet;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two mutators write to one old object. It is logged once, with its value before either write. */
@JCStressTest
@Clause({"BAR-03", "BAR-07", "BAR-11"})
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "one entry, the first value")
@Outcome(expect = Expect.FORBIDDEN, desc = "logged twice or not at all, or a later value logged")
@State
public class FirstWriteLogging extends SingleObjectMemory {
    private static final long SLOT = OBJECT + 16;
    private static final long BEFORE = 0x1000;

    private final RememberedSet remembered = new RememberedSet();

    public FirstWriteLogging() {
        memory.setWord(SLOT, BEFORE);
    }

    @Actor
    public void first() {
        write(0x2000);
    }

    @Actor
    public void second() {
        write(0x3000);
    }

    private void write(long word) {
        LogWriter log = new LogWriter(remembered);
        MutationLog.firstWrite(memory, OBJECT, log, _ -> {
            LongStack former = new LongStack();
            former.push(memory.wordOpaque(SLOT));
            return former;
        });
        memory.setWordOpaque(SLOT, word);
        log.flush();
    }

    @Arbiter
    public void after(II_Result result) {
        remembered.forEach(entry -> {
            if (entry == OBJECT) {
                result.r1++;
            } else if (entry == (BEFORE | LogBuffer.FORMER)) {
                result.r2++;
            } else {
                result.r2 = 9;
            }
        });
    }
}
