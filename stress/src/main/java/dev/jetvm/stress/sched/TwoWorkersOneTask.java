package dev.jetvm.stress.sched;

import dev.jetvm.runtime.sched.TaskState;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two workers take the same ready task: one of them runs it, the transition of the other is refused. */
@JCStressTest
@Clause({"SCHED-07", "SCHED-08", "SCHED-13"})
@Outcome(id = {"1, 0", "0, 1"}, expect = Expect.ACCEPTABLE, desc = "one worker runs the task")
@Outcome(expect = Expect.FORBIDDEN, desc = "both workers run it, or neither")
@State
public class TwoWorkersOneTask {
    private final SubjectTask task = new SubjectTask();

    public TwoWorkersOneTask() {
        task.enter(TaskState.READY);
    }

    private int enter() {
        try {
            task.enter(TaskState.RUNNING);
            return 1;
        } catch (IllegalStateException refused) {
            return 0;
        }
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
