package dev.jetvm.stress.type;

import dev.jetvm.runtime.type.InlineCache;
import dev.jetvm.stress.Clause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * One thread adds, clears and adds entries of an inline cache while another looks them up. A lookup returns the fully
 * initialised target of its own type, or misses.
 */
@JCStressTest
@Clause("IC-05")
@Outcome(id = {"0, 0", "10, 0", "0, 20", "10, 20"}, expect = Expect.ACCEPTABLE, desc = "what was found, or a miss")
@Outcome(expect = Expect.FORBIDDEN, desc = "a target of another type, or one that is not whole")
@State
public class CacheEntryPublication {
    private final InlineCache<Target> cache = new InlineCache<>(1);

    /** A target whose field is neither final nor volatile: only safe publication makes it visible. */
    static final class Target {
        int number;

        Target(int number) {
            this.number = number;
        }
    }

    @Actor
    public void learn() {
        cache.add(1, new Target(10));
        cache.clear();
        cache.add(2, new Target(20));
    }

    private int call(int type) {
        Target found = cache.find(type);
        return found == null ? 0 : found.number;
    }

    @Actor
    public void call(II_Result result) {
        result.r1 = call(1);
        result.r2 = call(2);
    }
}
