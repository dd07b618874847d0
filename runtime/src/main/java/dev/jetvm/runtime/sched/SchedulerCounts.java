package dev.jetvm.runtime.sched;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the workers of a scheduler did. Each worker counts for itself and adds its counts here when it idles, when it ends,
 * and when it asks.
 *
 * @spec SCHED-30
 */
public final class SchedulerCounts {
    private final LongAdder spawned = new LongAdder();
    private final LongAdder turns = new LongAdder();
    private final LongAdder steals = new LongAdder();
    private final LongAdder parks = new LongAdder();

    SchedulerCounts() {}

    void add(long newTasks, long newTurns, long newSteals, long newParks) {
        spawned.add(newTasks);
        turns.add(newTurns);
        steals.add(newSteals);
        parks.add(newParks);
    }

    /** Returns the number of tasks that were spawned. */
    public long spawned() {
        return spawned.sum();
    }

    /** Returns the number of turns that tasks had. */
    public long turns() {
        return turns.sum();
    }

    /** Returns the number of tasks that a worker took from the queue of another one. */
    public long steals() {
        return steals.sum();
    }

    /** Returns the number of times that a worker waited because it had found no task. */
    public long parks() {
        return parks.sum();
    }
}
