package dev.jetvm.stress.gc;

import dev.jetvm.runtime.gc.LogBuffer;
import dev.jetvm.runtime.gc.RememberedSet;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two threads add log buffers to the remembered set while one takes all. No entry is lost or duplicated. */
@JCStressTest
@Clause({"BAR-06", "BAR-07"})
@Outcome(id = "1111", expect = Expect.ACCEPTABLE, desc = "each of four entries once")
@Outcome(expect = Expect.FORBIDDEN, desc = "an entry was lost or doubled")
@State
public class LogBufferHandOff {
    private final RememberedSet remembered = new RememberedSet();
    private int taken;

    @Actor
    public void first() {
        hand(1);
        hand(10);
    }

    @Actor
    public void second() {
        hand(100);
        taken = sum();
        hand(1000);
    }

    private void hand(int entry) {
        LogBuffer buffer = new LogBuffer();
        buffer.add(entry);
        remembered.add(buffer);
    }

    private int sum() {
        int[] sum = new int[1];
        for (LogBuffer buffer = remembered.takeAll(); buffer != null; buffer = buffer.next()) {
            buffer.forEach(entry -> sum[0] += (int) entry);
        }
        return sum[0];
    }

    @Arbiter
    public void after(I_Result result) {
        result.r1 = taken + sum();
    }
}
