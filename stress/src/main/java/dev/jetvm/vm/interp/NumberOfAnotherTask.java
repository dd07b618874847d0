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
 * A task ends and another one gets its number while a worker looks for the first one by its object: the worker finds the first one or
 * what represents tasks that ended, and not the other one.
 */
@JCStressTest
@Clause({"TASK-13", "SCHED-23"})
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "the task, which has not ended yet")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the task has ended")
@Outcome(id = "2", expect = Expect.FORBIDDEN, desc = "another task with the number")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class NumberOfAnotherTask {
    private static final SharedMachine MACHINE = new SharedMachine();

    private final Task task = MACHINE.vm.newChild(MACHINE.vm.task());
    private final Task other = MACHINE.vm.newChild(MACHINE.vm.task());
    private final int object;

    public NumberOfAnotherTask() {
        object = MACHINE.make(() -> MACHINE.keep(MACHINE.maker().taskObjects.wordOf(task)));
    }

    @Actor
    public void end() {
        MACHINE.on(MACHINE.first, () -> {
            MACHINE.first.taskObjects.keepResult(task, false);
            MACHINE.vm.tasks().name(other);
            return 0;
        });
    }

    @Actor
    public void find(I_Result result) {
        result.r1 = MACHINE.on(MACHINE.second, () -> {
            Task found = MACHINE.second.taskObjects.of(MACHINE.kept(object));
            return found == task ? 0 : found == other ? 2 : 1;
        });
    }

    @Arbiter
    public void forget() {
        other.close();
        MACHINE.vm.tasks().ended(other, true);
        MACHINE.forget(object);
    }
}
