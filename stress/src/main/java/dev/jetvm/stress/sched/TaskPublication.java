package dev.jetvm.stress.sched;

import dev.jetvm.runtime.sched.Steal;
import dev.jetvm.runtime.sched.WorkStealingDeque;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A thief reads plain fields of a task that the owner wrote before the push. The owner pops another task afterwards, so that the
 * thief may have read the bottom that {@code pop} stored.
 */
@JCStressTest
@Clause({"DEQ-10", "SCHED-23"})
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing to steal yet")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "the task with its fields")
@Outcome(expect = Expect.FORBIDDEN, desc = "a field that was not yet written, or another task")
@State
public class TaskPublication {
    private final WorkStealingDeque<Task> deque = new WorkStealingDeque<>();

    private static final class Task {
        private int first;
        private int second;
    }

    private static Task task(int first, int second) {
        Task task = new Task();
        task.first = first;
        task.second = second;
        return task;
    }

    @Actor
    public void owner() {
        deque.push(task(1, 2));
        deque.push(task(3, 4));
        deque.pop();
    }

    @Actor
    public void thief(II_Result result) {
        switch (deque.steal()) {
            case Steal.Taken<Task>(Task task) -> {
                result.r1 = task.first;
                result.r2 = task.second;
            }
            case Steal.Empty<Task> _ -> {
                // zeros, the initial values of the result
            }
            case Steal.Contended<Task> _ -> {
                result.r1 = -1;
                result.r2 = -1;
            }
        }
    }
}
