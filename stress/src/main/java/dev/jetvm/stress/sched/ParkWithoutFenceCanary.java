package dev.jetvm.stress.sched;

import dev.jetvm.runtime.sched.WorkStealingDeque;
import dev.jetvm.stress.Canary;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Canary: {@link ParkAgainstEnqueue} without the full fences. The worker's load of the deque overtakes its announcement,
 * or the load of the announcement overtakes the push, so that the worker parks although a task is ready.
 */
@JCStressTest
@Canary("0, 0")
@Outcome(id = {"1, 0", "0, 1", "1, 1"}, expect = Expect.ACCEPTABLE, desc = "the task or the announcement was seen")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "the worker parks although a task is ready")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class ParkWithoutFenceCanary {
    private static final VarHandle PARKING;

    static {
        try {
            PARKING = MethodHandles.lookup().findVarHandle(ParkWithoutFenceCanary.class, "parking", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WorkStealingDeque<Integer> deque = new WorkStealingDeque<>();
    @SuppressWarnings("unused") // by its handle
    private boolean parking;

    @Actor
    public void park(II_Result result) {
        PARKING.setRelease(this, true);
        result.r1 = deque.size() > 0 ? 1 : 0;
    }

    @Actor
    public void push(II_Result result) {
        deque.push(1);
        result.r2 = (boolean) PARKING.getAcquire(this) ? 1 : 0;
    }
}
