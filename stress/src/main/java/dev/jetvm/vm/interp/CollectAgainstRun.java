package dev.jetvm.vm.interp;

import dev.jetvm.runtime.value.Value;
import dev.jetvm.stress.Clause;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.module.Module;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A signal requests a collection while a program polls, ends, or its machine is closed: the heap is collected once at
 * a poll, or the request comes too late. If the worker missed the request, neither would ever go on.
 */
@JCStressTest
@Clause({"PLAT-05", "GC-12", "GC-28"})
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the heap was collected")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the run was over")
@Outcome(expect = Expect.FORBIDDEN, desc = "the program did not have its result, or the heap was collected twice")
@State
public class CollectAgainstRun {
    private static final Module MODULE = Assembler.assemble("""
            .module "main"
            .entry main
            .function main arity=0
                CONST ("")
                SET_LOCAL 1
                POP
                CONST (20)
                SET_LOCAL 2
                POP
            top:
                GET_LOCAL 1
                CONST ("0123456789")
                ADD
                SET_LOCAL 1
                POP
                GET_LOCAL 2
                CONST (1)
                SUBTRACT
                SET_LOCAL 2
                CONST (0)
                GREATER
                JUMP_IF_FALSE done
                POP
                LOOP top
            done:
                POP
                GET_LOCAL 1
                RETURN
            .end
            """);
    private static final String RESULT = "0123456789".repeat(20);
    private static final Gate.Delay DELAY = new Gate.Delay(4000);

    private final Gate gate = new Gate();
    private final Vm vm = ProgramMachine.of(MODULE, OutputStream.nullOutputStream());

    @Actor
    public void run(II_Result result) {
        gate.pass();
        vm.execution().run();
        result.r1 = vm.worker().plainResult(vm.task()).orElseThrow() instanceof Value.Text(byte[] utf8)
                && new String(utf8, StandardCharsets.UTF_8).equals(RESULT) ? 1 : 9;
        vm.close();
    }

    @Actor
    public void signal() {
        gate.pass(DELAY);
        vm.collectOnSignal();
    }

    @Arbiter
    public void collections(II_Result result) {
        result.r2 = (int) vm.heap().statistics().collections();
    }
}
