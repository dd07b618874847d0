package dev.jetvm.runtime.sched;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Chooses each ready task with the same probability. */
public final class RandomStrategy implements Strategy {
    private final RandomGenerator random;

    public RandomStrategy(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last) {
        return ready.get(random.nextInt(ready.size()));
    }

    @Override
    public int pick(int choices) {
        return random.nextInt(choices);
    }
}
