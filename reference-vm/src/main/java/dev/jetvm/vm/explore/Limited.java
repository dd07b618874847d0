package dev.jetvm.vm.explore;

import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A strategy that gives a run up that is too long. */
final class Limited implements Strategy {
    private final Strategy strategy;
    private long left;

    Limited(Strategy strategy, long steps) {
        this.strategy = strategy;
        this.left = steps;
    }

    @Override
    public ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last) {
        if (left-- == 0) {
            throw new Search.Cut("the run is too long");
        }
        return strategy.choose(ready, last);
    }

    @Override
    public int pick(int choices) {
        return strategy.pick(choices);
    }

    @Override
    public void quiescent() {
        strategy.quiescent();
    }
}
