package dev.jetvm.stress.sched;

import dev.jetvm.stress.Canary;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Canary: the deque of {@link TwoElementsTwoSteals} without the full fences. The owner's load of the top overtakes its store
 * to the bottom, so that it takes the second element without compare and set while the thief takes it too.
 */
@JCStressTest
@Canary("2, 1, 2")
@Outcome(id = {"2, 1, 0", "2, 1, -1", "0, 1, 2"}, expect = Expect.ACCEPTABLE, desc = "each element once")
@Outcome(id = "2, 1, 2", expect = Expect.ACCEPTABLE_INTERESTING, desc = "the second element obtained twice")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class DequeWithoutFenceCanary {
    private static final VarHandle TOP;
    private static final VarHandle BOTTOM;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TOP = lookup.findVarHandle(DequeWithoutFenceCanary.class, "top", long.class);
            BOTTOM = lookup.findVarHandle(DequeWithoutFenceCanary.class, "bottom", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by its handle
    private long top;
    @SuppressWarnings("unused") // by its handle
    private long bottom = 2;
    private final int[] slots = {1, 2};

    @Actor
    public void owner(III_Result result) {
        result.r1 = pop();
    }

    @Actor
    public void thief(III_Result result) {
        result.r2 = steal();
        result.r3 = steal();
    }

    private int pop() {
        long b = (long) BOTTOM.getOpaque(this) - 1;
        BOTTOM.setRelease(this, b);
        long t = (long) TOP.getOpaque(this);
        if (t > b) {
            BOTTOM.setRelease(this, b + 1);
            return DequeSubject.EMPTY;
        }
        int number = slots[(int) b];
        if (t == b) {
            boolean won = TOP.compareAndSet(this, t, t + 1);
            BOTTOM.setRelease(this, b + 1);
            return won ? number : DequeSubject.EMPTY;
        }
        return number;
    }

    private int steal() {
        long t = (long) TOP.getAcquire(this);
        long b = (long) BOTTOM.getAcquire(this);
        if (t >= b) {
            return DequeSubject.EMPTY;
        }
        int number = slots[(int) t];
        return TOP.compareAndSet(this, t, t + 1) ? number : DequeSubject.CONTENDED;
    }
}
