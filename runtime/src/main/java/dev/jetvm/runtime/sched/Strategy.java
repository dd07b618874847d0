package dev.jetvm.runtime.sched;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the next step of a controlled run. A step is what a task does until and including its next action that other
 * tasks may observe.
 */
@FunctionalInterface
public interface Strategy {
    /**
     * Returns the task that executes the next step.
     *
     * @param ready the tasks that can go on, by ascending number; at least one
     * @param last the task that executed the last step, or null at the beginning; it need not be ready
     */
    ScheduledTask choose(List<ScheduledTask> ready, @Nullable ScheduledTask last);

    /** Returns one of some numbers, from 0: a choice that a task makes by chance within a step. @param choices at least 2 */
    default int pick(int choices) {
        return 0;
    }

    /** Called when no task could run and time moved to the next timer, or a deadlock was resolved. */
    default void quiescent() {}
}
