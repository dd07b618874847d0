package dev.jetvm.vm.interp;

import dev.jetvm.runtime.value.Value;
import dev.jetvm.stress.Clause;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.module.Module;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A signal requests the end of a run while its worker polls in a loop, blocks with the root task, or is idle: the
 * root task is cancelled at its next poll or in its wait, runs its cleanup, and the exit handler follows. A request
 * that was lost would leave the task to its wait, after which it writes to the output.
 */
@JCStressTest
@Clause({"EXIT-13", "SCHED-16", "SCHED-11"})
@Outcome(id = "130, 1", expect = Expect.ACCEPTABLE, desc = "the status, after one cleanup and one handler")
@Outcome(expect = Expect.FORBIDDEN, desc = "the request was lost, or a cleanup or a handler was, or ran twice")
@State
public class ExitAgainstRun {
    private static final Module MODULE = Assembler.assemble("""
            .module "main"
            .entry main
            .import "jet.exit" register function
            .import "jet.timers" sleep function
            .function handler arity=0
                CONST ("handler")
                PRINT
                NIL
                RETURN
            .end
            .function tidy arity=0
                CONST ("tidy")
                PRINT
                NIL
                RETURN
            .end
            .function main arity=0
                GET_IMPORT (%"jet.exit".register)
                CONST (@handler)
                CONST (0)
                CALL 2
                POP
                CONST (@tidy)
                PUSH_CLEANUP
                CONST (20)
                SET_LOCAL 1
            top:
                POP
                GET_LOCAL 1
                CONST (1)
                SUBTRACT
                SET_LOCAL 1
                CONST (0)
                GREATER
                JUMP_IF_FALSE done
                LOOP top
            done:
                POP
                GET_IMPORT (%"jet.timers".sleep)
                CONST (10000)
                CALL 1
                PRINT
                NIL
                RETURN
            .end
            """);
    /** The instructions up to PUSH_CLEANUP. */
    private static final int BEFORE = 7;
    private static final Gate.Delay DELAY = new Gate.Delay(4000);

    private final Gate gate = new Gate();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Vm vm = ProgramMachine.of(MODULE, out);

    public ExitAgainstRun() {
        vm.execution().run(BEFORE);
    }

    @Actor
    public void run(II_Result result) {
        gate.pass();
        vm.execution().run();
        result.r1 = vm.worker().plainResult(vm.task()).orElseThrow() instanceof Value.Int(long status)
                ? (int) status
                : 9;
        vm.close();
        result.r2 = out.toString(StandardCharsets.UTF_8).equals("tidy\nhandler\n") ? 1 : 9;
    }

    @Actor
    public void signal() {
        gate.pass(DELAY);
        vm.end().exit(130);
    }
}
