package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.stress.Clause;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/**
 * Two tasks end the run at once, each with a panic, as in the mode {@code abort}: the first panic is that of the run
 * and is written, the other one is not.
 */
@JCStressTest
@Clause({"PANIC-05", "PANIC-06"})
@Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE, desc = "the first panic")
@Outcome(id = "false, true, 10", expect = Expect.ACCEPTABLE, desc = "the second panic")
@Outcome(expect = Expect.FORBIDDEN, desc = "both panics or none, or the run ends with the one that was not written")
@State
public class TwoAborts {
    private static final SharedMachine MACHINE = new SharedMachine();
    private static final Panic ONE = new Panic(PanicCode.USER, "1", List.of());
    private static final Panic TEN = new Panic(PanicCode.USER, "10", List.of());

    private final RunEnd end = new RunEnd(MACHINE.vm);
    /** The sum of the numbers that were written. */
    private final AtomicInteger told = new AtomicInteger();

    public TwoAborts() {
        end.onPanic(panic -> told.addAndGet(Integer.parseInt(panic.message())));
    }

    @Actor
    public void first(ZZI_Result result) {
        result.r1 = end.abort(ONE);
    }

    @Actor
    public void second(ZZI_Result result) {
        result.r2 = end.abort(TEN);
    }

    @Arbiter
    public void told(ZZI_Result result) {
        result.r3 = told.get();
    }
}
