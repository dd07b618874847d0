package dev.jetvm.stress.sched;

import dev.jetvm.stress.Clause;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import dev.jetvm.runtime.sched.WorkStealingDeque;

/**
 * The protocol between a worker that parks and one that pushes a task: announcement, fence, look; push, fence, look.
 * At least one of the two sees the other.
 */
@JCStressTest
@Clause("SCHED-11")
@Outcome(id = {"1, 0", "0, 1", "1, 1"}, expect = Expect.ACCEPTABLE, desc = "the task or the announcement was seen")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "the worker parks although a task is ready")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class ParkAgainstEnqueue {
    private final WorkStealingDeque<Integer> deque = new WorkStealingDeque<>();
    private volatile boolean parking;

    @Actor
    public void park(II_Result result) {
        parking = true;
        VarHandle.fullFence();
        result.r1 = deque.size() > 0 ? 1 : 0;
    }

    @Actor
    public void push(II_Result result) {
        deque.push(1);
        VarHandle.fullFence();
        result.r2 = parking ? 1 : 0;
    }
}
