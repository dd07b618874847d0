package dev.jetvm.vm.interp;

import dev.jetvm.stress.Canary;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * Canary: {@link ExitAgainstEnd} without the monitor. The request finds that no exit handler has begun, the root task
 * finds no request, and then the request is stored: it counts and is lost.
 */
@JCStressTest
@Canary("true, 42")
@Outcome(id = "true, 130", expect = Expect.ACCEPTABLE, desc = "the request counts")
@Outcome(id = "false, 42", expect = Expect.ACCEPTABLE, desc = "the request came too late")
@Outcome(id = "true, 42", expect = Expect.ACCEPTABLE_INTERESTING, desc = "the request counts and is lost")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class ExitWithoutLockCanary {
    private volatile int requested;
    private volatile boolean handles;

    @Actor
    public void end(ZI_Result result) {
        handles = true;
        int status = requested;
        result.r2 = status == 0 ? 42 : status;
    }

    @Actor
    public void signal(ZI_Result result) {
        if (!handles) {
            requested = 130;
            result.r1 = true;
        }
    }
}
