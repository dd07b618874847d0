package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.sched.Scheduler;
import dev.jetvm.runtime.sched.SteppedWorker;
import dev.jetvm.runtime.sched.TaskScope;
import dev.jetvm.stress.Clause;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.module.Module;
import java.io.OutputStream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A task panics while another one looks whether it is dead, as JOIN does. As soon as it is dead, its panic has its
 * code, message, trace and value.
 */
@JCStressTest
@Clause({"TASK-13", "SCHED-23", "DBG-04b"})
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the whole panic")
@Outcome(expect = Expect.FORBIDDEN, desc = "the task is dead, and a part of its panic is missing")
@State
public class TaskPanicPublication {
    private static final SharedMachine MACHINE = new SharedMachine();
    private static final Module MODULE = Assembler.assemble("""
            .module "panics"
            .function fails arity=0
                CONST (42)
                PANIC
            .end
            """);
    private static final long VALUE = MACHINE.maker().values.ofInt(42);

    private final Gate gate = new Gate();
    private final TaskScope home = new TaskScope(null);
    private final Scheduler scheduler = MACHINE.newScheduler();
    private final SharedMachine.Subject subject = MACHINE.newTask(MODULE, "fails", home, scheduler,
            OutputStream.nullOutputStream());

    @Actor
    public void panic() {
        SteppedWorker worker = new SteppedWorker(scheduler, new SubjectCarrier(MACHINE.first));
        gate.pass();
        MACHINE.on(MACHINE.first, () -> {
            worker.runToEnd(subject.task());
            return 0;
        });
    }

    @Actor
    public void join(I_Result result) {
        gate.pass();
        result.r1 = MACHINE.on(MACHINE.second, () -> {
            TaskObjects objects = MACHINE.second.taskObjects;
            Task target = objects.of(MACHINE.kept(subject.object()));
            while (!target.isDead()) {
                MACHINE.second.mutator().poll();
            }
            Panic panic = target.panic();
            return panic != null && panic.code() == PanicCode.USER && panic.message().equals("42")
                    && panic.trace().size() == 1 && panic.trace().getFirst().function().equals("fails")
                    && objects.result(MACHINE.kept(subject.object())) == VALUE ? 1 : 9;
        });
    }

    @Arbiter
    public void forget() {
        MACHINE.forget(subject);
    }
}
