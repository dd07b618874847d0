package dev.jetvm.stress.type;

import dev.jetvm.runtime.type.InlineCache;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads add entries of different types to one inline cache. Both entries are kept with their own targets. */
@JCStressTest
@Clause("IC-05")
@Outcome(id = "10, 20", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(expect = Expect.FORBIDDEN, desc = "one got lost or got the other's target")
@State
public class ConcurrentCacheMisses {
    private final InlineCache<Integer> cache = new InlineCache<>(4);

    @Actor
    public void one() {
        cache.add(1, 10);
    }

    @Actor
    public void other() {
        cache.add(2, 20);
    }

    private int known(int type) {
        Integer found = cache.find(type);
        return found == null ? 0 : found;
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = known(1);
        result.r2 = known(2);
    }
}
