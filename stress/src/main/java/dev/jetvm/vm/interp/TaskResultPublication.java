package dev.jetvm.vm.interp;

import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A task ends while another one joins it: the joining task finds it alive, or dead with its result. From its end on, the object of
 * the task represents it alone.
 */
@JCStressTest
@Clause({"TASK-13", "SCHED-23"})
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "the task has not ended yet")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the task has ended, with its result")
@Outcome(expect = Expect.FORBIDDEN, desc = "the task has ended, without its result")
@State
public class TaskResultPublication {
    private static final SharedMachine MACHINE = new SharedMachine();
    private static final long RESULT = MACHINE.maker().values.ofInt(42);

    private final Task task = MACHINE.vm.newChild(MACHINE.vm.task());
    private final int object;

    public TaskResultPublication() {
        task.stack.result = RESULT;
        object = MACHINE.make(() -> MACHINE.keep(MACHINE.maker().taskObjects.wordOf(task)));
    }

    @Actor
    public void end() {
        MACHINE.on(MACHINE.first, () -> {
            MACHINE.first.taskObjects.keepResult(task, false);
            return 0;
        });
    }

    @Actor
    public void join(I_Result result) {
        result.r1 = MACHINE.on(MACHINE.second, () -> {
            TaskObjects objects = MACHINE.second.taskObjects;
            long word = MACHINE.kept(object);
            return !objects.of(word).isDead() ? 0 : objects.result(word) == RESULT ? 1 : 9;
        });
    }

    @Arbiter
    public void forget() {
        MACHINE.forget(object);
    }
}
