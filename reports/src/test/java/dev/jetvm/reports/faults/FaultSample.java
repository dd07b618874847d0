package dev.jetvm.reports.faults;

import dev.jetvm.reports.run.CaseSample;

/**
 * The part of the deliberate faults and of the wrong agents that a build tries: {@code -Djet.faults.sample=1/6
 * -Djet.faults.seed=7} is a random sixth, without them it is all of them.
 */
public final class FaultSample {
    private FaultSample() {}

    public static long seed() {
        return Long.getLong("jet.faults.seed", 0);
    }

    public static CaseSample chosen() {
        return CaseSample.parse(System.getProperty("jet.faults.sample", "1/1"), seed());
    }
}
