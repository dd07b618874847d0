package dev.jetvm.runtime.sched;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks tasks that run for long to give way. A thread of its own compares at the end of each slice which turns have
 * lasted since its beginning; the loops of the workers read no clock.
 *
 * @spec SCHED-17
 * @spec ERR-101
 */
final class TimeSlices {
    /** Length of a time slice in nanoseconds: a task that runs longer yields if others are ready. */
    private static final long SLICE_NANOS = 10_000_000;

    private final List<WorkerQueue> workers;
    private final BooleanSupplier stopped;
    private final BooleanSupplier waiting;
    private final Runnable wake;
    private volatile @Nullable Thread thread;

    /**
     * @param workers the workers, which may change
     * @param stopped whether the run has ended
     * @param waiting whether a task is ready that no worker runs
     * @param wake wakes a worker if one is idle
     */
    TimeSlices(List<WorkerQueue> workers, BooleanSupplier stopped, BooleanSupplier waiting, Runnable wake) {
        this.workers = workers;
        this.stopped = stopped;
        this.waiting = waiting;
        this.wake = wake;
    }

    void start() {
        if (thread == null) {
            startOnce();
        }
    }

    private synchronized void startOnce() {
        if (thread == null && !stopped.getAsBoolean()) {
            Thread fresh = Thread.ofPlatform().daemon().name("jet time slices").unstarted(this::run);
            thread = fresh;
            fresh.start();
        }
    }

    /** Ends the present slice at once. */
    void hurry() {
        LockSupport.unpark(thread);
    }

    /** Returns the thread, or null if it was not started. The next {@link #start} starts another one. */
    @Nullable
    Thread release() {
        Thread ended = thread;
        thread = null;
        return ended;
    }

    private void run() {
        Map<WorkerQueue, Long> seen = new HashMap<>();
        while (!stopped.getAsBoolean()) {
            LockSupport.parkNanos(this, SLICE_NANOS);
            boolean due = waiting.getAsBoolean();
            for (WorkerQueue worker : workers) {
                long turn = worker.turn;
                Long before = seen.put(worker, turn);
                if (due && worker.running != null && before != null && before == turn) {
                    worker.carrier.preempt();
                }
            }
            if (due) {
                wake.run();
            }
        }
    }
}
