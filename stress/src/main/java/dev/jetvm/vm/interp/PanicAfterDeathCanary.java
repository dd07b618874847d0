package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.stress.Canary;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Canary: {@link TaskPanicPublication} with the panic stored after the task is marked as dead. It seems to have
 * returned.
 */
@JCStressTest
@Canary("9")
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "the task is not dead yet")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "the whole panic")
@Outcome(id = "9", expect = Expect.ACCEPTABLE_INTERESTING, desc = "the task is dead without its panic")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class PanicAfterDeathCanary {
    private volatile boolean dead;
    private @Nullable Panic panic;

    @Actor
    public void panic() {
        dead = true;
        panic = new Panic(PanicCode.USER, "42", List.of());
    }

    @Actor
    public void join(I_Result result) {
        if (dead) {
            result.r1 = panic != null ? 1 : 9;
        }
    }
}
