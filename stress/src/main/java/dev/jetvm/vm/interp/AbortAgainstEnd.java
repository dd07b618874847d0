package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.stress.Clause;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * A task ends the run at once while the root task comes to the end of its last function and waits for the others: the
 * run is over and stays so. A request for its end that comes later does not count.
 */
@JCStressTest
@Clause({"EXIT-07", "EXIT-14"})
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "the run is over")
@Outcome(expect = Expect.FORBIDDEN, desc = "the run is over, and then it waits for its tasks again")
@State
public class AbortAgainstEnd {
    private static final SharedMachine MACHINE = new SharedMachine();

    private static final Panic PANIC = new Panic(PanicCode.USER, "second", List.of());

    private final RunEnd end = new RunEnd(MACHINE.vm);
    private final Task root = MACHINE.vm.idleTask();

    static {
        // The root task waits for it in every state.
        MACHINE.vm.rootScope().add(MACHINE.vm.newChild(MACHINE.vm.task()));
    }

    @Actor
    public void await() {
        MACHINE.on(MACHINE.first, () -> {
            MACHINE.first.task = root;
            MACHINE.first.stack = root.stack;
            end.goesOn(MACHINE.first);
            return 0;
        });
    }

    @Actor
    public void abort() {
        end.abort(PANIC);
    }

    @Arbiter
    public void after(Z_Result result) {
        result.r1 = end.isOver() && !end.exit(1);
    }
}
