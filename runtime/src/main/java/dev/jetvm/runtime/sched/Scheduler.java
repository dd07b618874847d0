package dev.jetvm.runtime.sched;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The life of the tasks of a program: which are alive, which can run, what happens at the end of a turn and at the end
 * of the root task. Subclasses decide which ready task runs next, and where.
 *
 * <h2>Quiescence</h2>
 *
 * <p>Only a running task, a timer, input or something outside of the scheduler makes a task ready. If no task is ready or
 * running, none is alive, and the run ends, or neither a timer nor input is pending, and no task can ever run again: the waits
 * form a deadlock. Turns count nothing that workers share: who runs dry looks whether all others have, too.
 *
 * @spec SCHED-01
 * @spec SCHED-14
 * @spec SCHED-15c
 * @spec SCHED-19
 * @spec SCHED-21
 */
public abstract class Scheduler implements ScheduledTask.Resumer {

    /** Decides what happens when no task is ready or running and no timer is pending. */
    @FunctionalInterface
    public interface Quiescence {
        /** Returns whether something outside of the scheduler may still make a task ready; then waits for it a moment. */
        default boolean awaitsOthers() {
            return false;
        }

        /** Ends the wait of some task. @return false if no task can ever run again */
        boolean resolve();
    }

    /** The worker that the calling thread is. */
    static final ThreadLocal<@Nullable WorkerQueue> CURRENT = new ThreadLocal<>();

    final Timers timers;
    final Poller poller = new Poller();
    final SchedulerCounts counts = new SchedulerCounts();
    private final Quiescence quiescence;
    /** Tasks that were spawned outside of the workers of the present run, without those that have died in them. */
    private final AtomicLong others = new AtomicLong();
    private volatile boolean stopped = true;
    private volatile boolean halting;
    private @Nullable ScheduledTask root;
    /** The task with which a stopped run continues. */
    private @Nullable ScheduledTask current;

    Scheduler(Quiescence quiescence, Clock clock) {
        this.quiescence = quiescence;
        this.timers = new Timers(clock);
    }

    /** Returns whether the present run is about to end, or there is none. */
    public final boolean isStopped() {
        return stopped;
    }

    public final Timers timers() {
        return timers;
    }

    public final Poller poller() {
        return poller;
    }

    /** Returns the worker of this scheduler that the calling thread is, or null. */
    final @Nullable WorkerQueue mine() {
        WorkerQueue mine = CURRENT.get();
        return mine != null && mine.owner == this ? mine : null;
    }

    /** Returns the number of the worker that the calling thread is, or -1. */
    public static int worker() {
        WorkerQueue mine = CURRENT.get();
        return mine == null ? -1 : mine.number;
    }

    /**
     * Runs the root task and all that it spawns, until the root task and all others are dead, or the carrier stops the
     * run. Continues a stopped run. The calling thread is the first worker.
     *
     * @param carrier carrier of the calling thread
     * @param single whether the calling thread is the only worker
     */
    public abstract void run(ScheduledTask task, Carrier carrier, boolean single);

    // --- the beginning and the end of a run ---

    /** Begins a run, or continues one. @return the task that goes on first, or null */
    final @Nullable ScheduledTask begin(ScheduledTask task) {
        stopped = false;
        if (root == null) {
            root = task;
            others.incrementAndGet();
            task.enter(TaskState.READY);
            current = task;
        }
        ScheduledTask next = current;
        current = null;
        return next;
    }

    /** Ends the run; it can be continued. Subclasses wake what waits. */
    void stop() {
        stopped = true;
    }

    /** Stops the run; the task goes on first when it is continued. */
    private void pause(ScheduledTask task) {
        task.enter(TaskState.READY);
        current = task;
        stop();
    }

    /** Makes ready what waited for time or input, for tasks that others run after the run. */
    public final void wakeDue() {
        timers.skip();
        timers.fire();
        poller.poll();
    }

    // --- turns ---

    /** Executes a turn of a task. */
    final void dispatch(WorkerQueue mine, ScheduledTask task) {
        mine.begin(task);
        try {
            task.enter(TaskState.RUNNING);
        } catch (IllegalStateException refused) {
            mine.end();
            throw refused;
        }
        Carrier.Turn turn;
        try {
            turn = mine.carrier.run(task);
        } catch (RuntimeException | Error e) {
            mine.end();
            pause(task);
            throw e;
        }
        mine.end();
        switch (turn) {
            case YIELDED -> {
                task.enter(TaskState.READY);
                yielded(task);
            }
            case BLOCKED -> {
                if (!task.suspend()) {
                    undelayed(mine, task);
                }
            }
            case ENDED, HALTED -> end(mine, task, turn == Carrier.Turn.HALTED);
            case STOPPED -> pause(task);
        }
    }

    private void end(WorkerQueue mine, ScheduledTask task, boolean halts) {
        mine.carrier.ended(task);
        if (task == root || halts) {
            halt();
        }
        if (task == root) {
            task.die();
        } else {
            task.home().ends(task);
            task.die();
            if (!task.home().keeps(task)) {
                mine.carrier.forget(task);
            }
            task.home().ended(task);
        }
        mine.alive--;
    }

    /** Cancels every task: the program ends. */
    private void halt() {
        if (halting) {
            return;
        }
        halting = true;
        ScheduledTask main = root;
        if (main != null) {
            main.home().cancel();
            main.cancel();
        }
    }

    // --- ready tasks ---

    /** Returns the counts, with those of the calling worker up to now. */
    public final SchedulerCounts counts() {
        WorkerQueue mine = mine();
        if (mine != null) {
            mine.flush(counts);
        }
        return counts;
    }

    /** Adds a new task. By a worker, or by a thread that is none. */
    public void spawn(ScheduledTask task) {
        WorkerQueue mine = mine();
        if (mine != null) {
            mine.spawned++;
            mine.alive++;
        } else {
            counts.add(1, 0, 0, 0);
            others.incrementAndGet();
        }
        task.enter(TaskState.READY);
        resume(task);
    }

    /** Makes a ready task visible. Any thread. */
    @Override
    public abstract void resume(ScheduledTask task);

    /** Makes a task visible that gave way to others. By its worker. */
    abstract void yielded(ScheduledTask task);

    /** Makes a task visible whose wait had ended before it was suspended. By its worker. */
    abstract void undelayed(WorkerQueue mine, ScheduledTask task);

    // --- quiescence ---

    /** Returns whether no task is ready or running. The calling worker has no task. */
    abstract boolean isQuiet();

    /** Returns the workers of the present run. */
    abstract List<WorkerQueue> workers();

    /** Returns whether all tasks are dead. Exact if no task is ready or running. */
    final boolean isOver() {
        return alive() == 0;
    }

    /** Returns the number of tasks that are not dead. Exact if no task is ready or running, and after a run. */
    public final long alive() {
        return others.get() + workers().stream().mapToLong(worker -> worker.alive).sum();
    }

    /** Keeps the count of a worker that leaves the run. */
    final void keepCount(WorkerQueue worker) {
        others.addAndGet(worker.alive);
        worker.alive = 0;
    }

    /** Resolves a state in which no task can run; stops the run if that is not possible. */
    final void quiet(WorkerQueue mine) {
        mine.carrier.enterIdle();
        synchronized (quiescence) {
            // What others did before they were found to be done is visible to the second look.
            if (isStuck() && !quiescence.awaitsOthers() && isStuck() && !quiescence.resolve()) {
                stop();
            }
        }
        mine.carrier.leaveIdle();
    }

    private boolean isStuck() {
        return !stopped && isQuiet() && timers.untilNearest() == Timers.NEVER && !poller.isPending();
    }
}
