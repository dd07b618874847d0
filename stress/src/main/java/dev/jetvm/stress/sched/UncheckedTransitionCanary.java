package dev.jetvm.stress.sched;

import dev.jetvm.runtime.sched.TaskState;
import dev.jetvm.stress.Canary;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Canary: {@link TwoWorkersOneTask} with a volatile state that is checked and then written. Two workers run the task.
 */
@JCStressTest
@Canary("1, 1")
@Outcome(id = {"1, 0", "0, 1"}, expect = Expect.ACCEPTABLE, desc = "one worker runs the task")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE_INTERESTING, desc = "both workers run it")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class UncheckedTransitionCanary {
    private volatile TaskState state = TaskState.READY;

    private int enter() {
        if (!state.leadsTo(TaskState.RUNNING)) {
            return 0;
        }
        state = TaskState.RUNNING;
        return 1;
    }

    @Actor
    public void first(II_Result result) {
        result.r1 = enter();
    }

    @Actor
    public void second(II_Result result) {
        result.r2 = enter();
    }
}
