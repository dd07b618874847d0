package dev.jetvm.vm.interp;

import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/**
 * Two threads request the end of a run, as a signal and a task do: one of the requests counts, and its status is that
 * of the run.
 */
@JCStressTest
@Clause({"EXIT-13", "EXIT-14"})
@Outcome(id = "true, false, 130", expect = Expect.ACCEPTABLE, desc = "the first request counts")
@Outcome(id = "false, true, 143", expect = Expect.ACCEPTABLE, desc = "the second request counts")
@Outcome(expect = Expect.FORBIDDEN, desc = "both requests count, or neither, or the status is that of the other")
@State
public class TwoExits {
    private static final SharedMachine MACHINE = new SharedMachine();

    private final RunEnd end = new RunEnd(MACHINE.vm);

    @Actor
    public void first(ZZI_Result result) {
        result.r1 = end.exit(130);
    }

    @Actor
    public void second(ZZI_Result result) {
        result.r2 = end.exit(143);
    }

    @Arbiter
    public void status(ZZI_Result result) {
        result.r3 = end.requestedStatus();
    }
}
