package dev.jetvm.vm.interp;

import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * A signal requests the end of a run while the root task comes to the exit handlers by itself: the request counts and
 * its status is that of the run, or it comes too late and the result of the last function is.
 */
@JCStressTest
@Clause({"EXIT-13", "EXIT-14"})
@Outcome(id = "true, 130", expect = Expect.ACCEPTABLE, desc = "the request counts")
@Outcome(id = "false, 42", expect = Expect.ACCEPTABLE, desc = "the request came too late")
@Outcome(expect = Expect.FORBIDDEN, desc = "a request that counts is lost, or one that does not decides the status")
@State
public class ExitAgainstEnd {
    private static final SharedMachine MACHINE = new SharedMachine();
    private static final long RESULT = MACHINE.maker().values.ofInt(42);
    private static final long STATUS = MACHINE.maker().values.ofInt(130);

    private final RunEnd end = new RunEnd(MACHINE.vm);
    private final Task root = MACHINE.vm.idleTask();

    public ExitAgainstEnd() {
        root.stack.result = RESULT;
    }

    @Actor
    public void end() {
        MACHINE.on(MACHINE.first, () -> {
            MACHINE.first.task = root;
            MACHINE.first.stack = root.stack;
            end.goesOn(MACHINE.first);
            return 0;
        });
    }

    @Actor
    public void signal(ZI_Result result) {
        result.r1 = end.exit(130);
    }

    @Arbiter
    public void status(ZI_Result result) {
        long word = root.stack.result;
        result.r2 = word == STATUS ? 130 : word == RESULT ? 42 : 9;
    }
}
