package dev.jetvm.runtime.sched;

/**
 * Counters of a scheduler since its creation.
 *
 * @param workers number of workers that were started
 * @param spawned tasks added
 * @param dispatched turns of tasks
 * @param stolen tasks taken from the deque of another worker
 * @param parks times that a worker parked
 * @param preempted requests to yield at the end of a time slice
 */
public record SchedulerStatistics(int workers, long spawned, long dispatched, long stolen, long parks,
        long preempted) {}
