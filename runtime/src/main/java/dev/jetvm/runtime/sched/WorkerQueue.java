package dev.jetvm.runtime.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The part of a worker that others see: its deque, its parking flag and its turn.
 *
 * @spec SCHED-20
 * @spec ERR-095
 */
final class WorkerQueue {
    private static final VarHandle TURN;
    private static final VarHandle RUNNING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TURN = lookup.findVarHandle(WorkerQueue.class, "turn", long.class);
            RUNNING = lookup.findVarHandle(WorkerQueue.class, "running", ScheduledTask.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Scheduler owner;
    final int number;
    final Carrier carrier;
    final WorkStealingDeque<ScheduledTask> deque = new WorkStealingDeque<>();
    final Thread thread = Thread.currentThread();
    /** Set while the worker is about to park or parked; whoever clears it wakes the worker. */
    volatile boolean parking;
    /** Set while the worker parks in the poller; whoever clears {@link #parking} wakes it there. */
    volatile boolean polling;
    /** The number of the present turn; odd while a task runs. Read by the clock of the time slices. */
    volatile long turn;
    /** The task that runs, or null. Read by other threads for requests to it. */
    volatile @Nullable ScheduledTask running;
    private int tick;
    /** Tasks that this worker spawned, without those that died here. Read by others when no task is ready or running. */
    long alive;
    /** Counts since the last {@link #flush}. */
    long spawned;
    private long turns;
    long steals;
    long parks;

    WorkerQueue(Scheduler owner, int number, Carrier carrier) {
        this.owner = owner;
        this.number = number;
        this.carrier = carrier;
    }

    /** Adds the counts to those of the scheduler. By the worker. */
    void flush(SchedulerCounts counts) {
        counts.add(spawned, turns, steals, parks);
        spawned = 0;
        turns = 0;
        steals = 0;
        parks = 0;
    }

    /** Returns whether the next dispatch looks at the global queue and the timers first. */
    boolean isFairnessDue() {
        return ++tick % ParallelScheduler.FAIRNESS == 0;
    }

    /** Takes the task that was pushed last. By the worker. */
    @Nullable
    ScheduledTask pop() {
        // Whether the deque is empty costs two loads, and pop of an empty one a full fence.
        return deque.size() > 0 ? deque.pop() : null;
    }

    /**
     * Before the task enters its state, which is a compare and set, and thus a full fence: a task that is asked to poll either is seen
     * here or sees the request afterwards.
     */
    void begin(ScheduledTask task) {
        turns++;
        TURN.setRelease(this, turn + 1);
        RUNNING.setRelease(this, task);
    }

    /** A thread that still sees the task makes the next one poll once more, which does no harm. */
    void end() {
        TURN.setRelease(this, turn + 1);
        RUNNING.setRelease(this, null);
    }
}
