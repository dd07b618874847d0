package dev.jetvm.vm.explore;

import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.Strategy;
import dev.jetvm.vm.interp.Access;
import dev.jetvm.vm.interp.StepObserver;
import dev.jetvm.vm.interp.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A strategy that counts its preemptions: choices of another task although the last one is ready and has not offered to let
 * others run.
 */
abstract class Preempting implements Strategy, StepObserver {
    private boolean offered;
    private int preemptions;

    final int preemptions() {
        return preemptions;
    }

    /** Begins another run. */
    void begin() {
        offered = false;
        preemptions = 0;
    }

    @Override
    public final ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last) {
        boolean preempts = last != null && !offered && ready.contains(last);
        ScheduledTask chosen = choose(ready, last, preempts);
        if (preempts && chosen != last) {
            preemptions++;
        }
        return chosen;
    }

    /** @param preempts whether the choice of another task than the last one is a preemption */
    abstract ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last, boolean preempts);

    @Override
    public final void stepped(Task task, Task.@Nullable Place place, Access access) {
        offered = access.isOffer();
    }

    /** Counts the preemptions of another strategy. */
    static final class Count extends Preempting {
        private final Strategy strategy;

        Count(Strategy strategy) {
            this.strategy = strategy;
        }

        @Override
        ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last, boolean preempts) {
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
}
