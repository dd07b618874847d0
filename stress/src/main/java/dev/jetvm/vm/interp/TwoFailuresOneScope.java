package dev.jetvm.vm.interp;

import dev.jetvm.runtime.sched.Scheduler;
import dev.jetvm.runtime.sched.SteppedWorker;
import dev.jetvm.runtime.sched.TaskScope;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.stress.Clause;
import dev.jetvm.stress.sched.SubjectTask;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.module.Module;
import java.io.OutputStream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two tasks of a scope panic at the same time: the scope keeps the panic of one of them, whole, and drops the other
 * one. The task that closes the scope becomes ready once.
 */
@JCStressTest
@Clause({"SCHED-15", "SCHED-23"})
@Outcome(id = {"1, 1, 1", "2, 1, 1"}, expect = Expect.ACCEPTABLE, desc = "the panic of one, one dropped, one wake-up")
@Outcome(expect = Expect.FORBIDDEN, desc = "no panic, two panics, a mixture, or a wake-up lost or too many")
@State
public class TwoFailuresOneScope {
    private static final SharedMachine MACHINE = new SharedMachine();
    private static final Module MODULE = Assembler.assemble("""
            .module "panics"
            .function one arity=0
                CONST (1)
                PANIC
            .end
            .function two arity=0
                CONST (2)
                PANIC
            .end
            """);

    private final Gate gate = new Gate();
    private final SubjectTask owner = new SubjectTask();
    private final TaskScope scope = new TaskScope(owner);
    private final Scheduler scheduler = MACHINE.newScheduler();
    private final SharedMachine.Subject one = subject("one");
    private final SharedMachine.Subject two = subject("two");
    private final SubjectCarrier first = new SubjectCarrier(MACHINE.first);
    private final SubjectCarrier second = new SubjectCarrier(MACHINE.second);

    public TwoFailuresOneScope() {
        scope.await(owner.beginWait(WaitReason.JOIN, scope, true));
        owner.leave();
    }

    private SharedMachine.Subject subject(String function) {
        return MACHINE.newTask(MODULE, function, scope, scheduler, OutputStream.nullOutputStream());
    }

    private void run(Worker on, SubjectCarrier carrier, Task task) {
        SteppedWorker worker = new SteppedWorker(scheduler, carrier);
        gate.pass();
        MACHINE.on(on, () -> {
            worker.runToEnd(task);
            return 0;
        });
    }

    @Actor
    public void first() {
        run(MACHINE.first, first, one.task());
    }

    @Actor
    public void second() {
        run(MACHINE.second, second, two.task());
    }

    @Arbiter
    public void closeScope(III_Result result) {
        result.r1 = scope.failure() == one.task()
                ? reported(one, 1)
                : scope.failure() == two.task() ? reported(two, 2) : 0;
        result.r2 = first.forgotten() + second.forgotten();
        result.r3 = owner.resumed();
        MACHINE.forget(one);
        MACHINE.forget(two);
    }

    /** Returns the number of the panic that closing the scope raises, or 9 for a mixture of two. */
    private static int reported(SharedMachine.Subject failed, int number) {
        Panic panic = failed.task().failure();
        return MACHINE.make(() -> panic.message().equals(Integer.toString(number)) && !panic.cancels()
                && MACHINE.maker().taskObjects.result(MACHINE.kept(failed.object())) == MACHINE.maker().values
                        .ofInt(number) ? number : 9);
    }
}
