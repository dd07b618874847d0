package dev.jetvm.stress.type;

import dev.jetvm.stress.Canary;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Canary: type and target of a cache entry are two fields (ERR-083). A lookup that returns the new type with the old
 * target must be observed.
 */
@JCStressTest
@Canary("2, 10")
@Outcome(id = {"1, 10", "2, 20", "1, 20"}, expect = Expect.ACCEPTABLE, desc = "the old entry, the new one, or a miss")
@Outcome(id = "2, 10", expect = Expect.ACCEPTABLE_INTERESTING, desc = "a new type with an old target")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class TornCacheEntryCanary {
    private volatile int type = 1;
    private volatile int target = 10;

    @Actor
    public void learn() {
        type = 2;
        target = 20;
    }

    @Actor
    public void call(II_Result result) {
        result.r1 = type;
        result.r2 = target;
    }
}
