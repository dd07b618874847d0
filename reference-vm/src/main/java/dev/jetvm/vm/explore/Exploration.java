package dev.jetvm.vm.explore;

import dev.jetvm.runtime.sched.Schedule;
import java.util.List;

/**
 * What an exploration found.
 *
 * @param outcomes every outcome, in the order in which they were found
 * @param schedules the number of schedules that were executed to their end
 * @param redundant the number of runs that were ended because an equivalent schedule had been executed
 * @param incomplete why there may be further outcomes, or empty if there are none
 * @spec SCHED-29
 */
public record Exploration(List<Found> outcomes, long schedules, long redundant, String incomplete) {

    /**
     * An outcome.
     *
     * @param schedule a schedule that leads to it
     * @param count the number of executed schedules that led to it
     */
    public record Found(ProgramOutcome outcome, Schedule schedule, long count) {}

    /**
     * A simple schedule that leads to an outcome.
     *
     * @param isProven whether every schedule with fewer preemptions was executed
     */
    public record Fewest(Schedule schedule, int preemptions, boolean isProven) {}

    public boolean isComplete() {
        return incomplete.isEmpty();
    }
}
