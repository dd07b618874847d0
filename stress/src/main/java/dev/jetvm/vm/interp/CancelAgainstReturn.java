package dev.jetvm.vm.interp;

import dev.jetvm.runtime.sched.Scheduler;
import dev.jetvm.runtime.sched.SteppedWorker;
import dev.jetvm.runtime.sched.TaskScope;
import dev.jetvm.runtime.sched.WaitReason;
import dev.jetvm.stress.Clause;
import dev.jetvm.stress.sched.SubjectTask;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.module.Module;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A task is cancelled while it returns: it ends with its result or as cancelled. Its cleanup runs once, and the task
 * that joins it becomes ready once, whichever it is.
 */
@JCStressTest
@Clause({"SCHED-16", "TASK-13"})
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "the result")
@Outcome(id = "2, 1, 1", expect = Expect.ACCEPTABLE, desc = "cancelled")
@Outcome(expect = Expect.FORBIDDEN, desc = "both or neither, or a cleanup or a wake-up lost or too many")
@State
public class CancelAgainstReturn {
    private static final SharedMachine MACHINE = new SharedMachine();
    private static final Module MODULE = Assembler.assemble("""
            .module "returns"
            .function tidy arity=0
                CONST ("tidy")
                PRINT
                NIL
                RETURN
            .end
            .function body arity=0
                CONST (@tidy)
                PUSH_CLEANUP
                YIELD
                CONST (42)
                RETURN
            .end
            """);
    /** The instructions before YIELD. */
    private static final int BEFORE = 2;
    private static final long RESULT = MACHINE.maker().values.ofInt(42);
    private static final long NIL = MACHINE.vm.model().nil();
    private static final Gate.Delay DELAY = new Gate.Delay(500);

    private final Gate gate = new Gate();
    private final TaskScope home = new TaskScope(null);
    private final Scheduler scheduler = MACHINE.newScheduler();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final SharedMachine.Subject subject = MACHINE.newTask(MODULE, "body", home, scheduler, out);
    private final SubjectTask joiner = new SubjectTask();

    public CancelAgainstReturn() {
        MACHINE.make(() -> {
            MACHINE.maker().run(subject.task(), BEFORE);
            return 0;
        });
        subject.task().addJoiner(joiner.beginWait(WaitReason.JOIN, subject.task(), true));
        joiner.leave();
    }

    @Actor
    public void end() {
        SteppedWorker worker = new SteppedWorker(scheduler, new SubjectCarrier(MACHINE.first));
        gate.pass();
        MACHINE.on(MACHINE.first, () -> {
            worker.runToEnd(subject.task());
            return 0;
        });
    }

    @Actor
    public void cancel() {
        gate.pass(DELAY);
        subject.task().cancel();
    }

    @Arbiter
    public void join(III_Result result) {
        result.r1 = MACHINE.make(() -> {
            TaskObjects objects = MACHINE.maker().taskObjects;
            long word = MACHINE.kept(subject.object());
            Panic panic = objects.of(word).panic();
            long kept = objects.result(word);
            return panic == null && kept == RESULT ? 1 : panic != null && panic.cancels() && kept == NIL ? 2 : 9;
        });
        result.r2 = out.toString(StandardCharsets.UTF_8).split("tidy", -1).length - 1;
        result.r3 = joiner.resumed();
        MACHINE.forget(subject);
    }
}
