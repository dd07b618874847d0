package dev.jetvm.runtime.sched;

import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs many tasks on few threads. The thread that calls {@link #run} is the first worker; others are started when a
 * task becomes ready and no worker is idle, up to the number of threads.
 *
 * <h2>Where ready tasks are</h2>
 *
 * <p>Each worker has a {@link WorkStealingDeque}: it pushes and pops at one end, so it continues with the task that it
 * made ready last; other workers steal at the other end. Tasks that yield, and those that a thread makes ready that is
 * no worker, enter the global queue. A worker takes the next task from its own deque, the global queue, the deque of
 * another worker, in this order. Every {@link #FAIRNESS}-th time it first looks at the timers, the global queue and the
 * oldest task of its own deque, so that two tasks that wake each other do not starve the rest (ERR-096).
 *
 * <h2>Parking</h2>
 *
 * <p>A worker that finds nothing announces that it parks, looks again at every queue, and only then parks. A thread that
 * makes a task ready first makes it visible and then reads the announcements. Each side writes before it reads, with a full fence in
 * between, so at least one of the two sees the other and no wake-up is lost (ERR-098).
 *
 * <h2>Quiescence</h2>
 *
 * <p>{@code runnable} counts the tasks that are ready or running. It is incremented before a task is made visible and
 * decremented after a task has suspended itself, and only a running task or a timer makes another one ready. If it is 0
 * and no timer is pending, no task can ever run again: the waits form a deadlock.
 *
 * @spec SCHED-01
 * @spec SCHED-03
 * @spec SCHED-12
 * @spec SCHED-13
 * @spec SCHED-15c
 * @spec SCHED-19
 * @spec SCHED-23
 * @spec SCHED-21
 */
public final class Scheduler implements ScheduledTask.Resumer {
    /** Dispatches from one look at the global queue and the timers to the next. */
    public static final int FAIRNESS = 64;
    /** Length of a time slice in nanoseconds: a task that runs longer yields if others are ready. */
    public static final long SLICE_NANOS = 10_000_000;

    /** Decides what happens when no task is ready or running and no timer is pending. */
    @FunctionalInterface
    public interface Quiescence {
        /**
         * Ends the wait of some task, or waits for something outside of the scheduler.
         *
         * @return false if no task can ever run again
         */
        boolean resolve();
    }

    private static final ThreadLocal<@Nullable WorkerQueue> CURRENT = new ThreadLocal<>();

    private final int threads;
    private final IntFunction<Carrier> carriers;
    private final Quiescence quiescence;
    private final Timers timers;
    private final RandomGenerator random;
    private final Queue<ScheduledTask> global = new ConcurrentLinkedQueue<>();
    private final CopyOnWriteArrayList<WorkerQueue> workers = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Thread> started = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread slices;
    private final AtomicInteger runnable = new AtomicInteger();
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicInteger parking = new AtomicInteger();
    private volatile boolean stopped = true;
    private volatile boolean alone;
    private volatile @Nullable Throwable failure;
    private @Nullable ScheduledTask root;
    /** The task with which a stopped run continues. */
    private @Nullable ScheduledTask current;
    private volatile boolean halting;

    /**
     * @param threads greatest number of workers, at least 1
     * @param carriers makes the carrier of a worker on its thread, by the number of the worker; the first worker gets
     *        its carrier from {@link #run}
     * @param quiescence asked when no task can run
     * @param random source of the choice of victims
     */
    public Scheduler(int threads, IntFunction<Carrier> carriers, Quiescence quiescence, Clock clock,
            RandomGenerator random) {
        this.threads = threads;
        this.carriers = carriers;
        this.quiescence = quiescence;
        this.timers = new Timers(clock);
        this.random = random;
    }

    /** Returns whether the present run is about to end, or there is none. */
    public boolean isStopped() {
        return stopped;
    }

    public Timers timers() {
        return timers;
    }

    /** Returns the number of the worker that the calling thread is, or -1. */
    public static int worker() {
        WorkerQueue mine = CURRENT.get();
        return mine == null ? -1 : mine.number;
    }

    // --- runs ---

    /**
     * Runs the root task and all that it spawns on the calling thread and others, until the root task and all others
     * are dead, or the carrier stops the run. Continues a stopped run.
     *
     * @param carrier carrier of the calling thread
     * @param single whether the calling thread is the only worker
     */
    public void run(ScheduledTask task, Carrier carrier, boolean single) {
        WorkerQueue mine = first(carrier);
        CURRENT.set(mine);
        alone = single;
        stopped = false;
        try {
            if (root == null) {
                root = task;
                live.incrementAndGet();
                runnable.incrementAndGet();
                task.enter(TaskState.READY);
                current = task;
            }
            ScheduledTask next = current;
            current = null;
            if (next != null) {
                dispatch(mine, next);
            }
            loop(mine);
        } finally {
            stop();
            CURRENT.remove();
            awaitWorkers(carrier);
        }
        rethrow();
    }

    private WorkerQueue first(Carrier carrier) {
        if (workers.isEmpty()) {
            workers.add(new WorkerQueue(this, 0, carrier));
        }
        WorkerQueue mine = workers.getFirst();
        if (mine.carrier != carrier || mine.thread != Thread.currentThread()) {
            mine = new WorkerQueue(this, 0, carrier);
            drain(workers.getFirst());
            workers.set(0, mine);
        }
        return mine;
    }

    /** Moves the tasks of a worker that has ended to the global queue. */
    private void drain(WorkerQueue ended) {
        while (true) {
            switch (ended.deque.steal()) {
                case Steal.Taken<ScheduledTask>(ScheduledTask task) -> global.add(task);
                case Steal.Empty<ScheduledTask> _ -> {
                    return;
                }
                case Steal.Contended<ScheduledTask> _ -> Thread.onSpinWait();
            }
        }
    }

    private void awaitWorkers(Carrier carrier) {
        Thread clock = slices;
        if (clock == null && started.isEmpty()) {
            return;
        }
        carrier.enterIdle();
        boolean interrupted = false;
        for (Thread thread : started) {
            interrupted |= join(thread);
        }
        if (clock != null) {
            interrupted |= join(clock);
        }
        carrier.leaveIdle();
        started.clear();
        slices = null;
        for (int k = workers.size() - 1; k > 0; k--) {
            drain(workers.remove(k));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end of a thread. @return whether this thread was interrupted meanwhile */
    private static boolean join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private void rethrow() {
        Throwable thrown = failure;
        failure = null;
        switch (thrown) {
            case null -> {
            }
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(thrown);
        }
    }

    private void loop(WorkerQueue mine) {
        while (!stopped) {
            ScheduledTask task = next(mine);
            if (task != null) {
                dispatch(mine, task);
            } else {
                idle(mine);
            }
        }
    }

    private void dispatch(WorkerQueue mine, ScheduledTask task) {
        task.enter(TaskState.RUNNING);
        mine.begin(task);
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
                global.add(task);
                wakeOne();
            }
            case BLOCKED -> {
                if (task.suspend()) {
                    runnable.decrementAndGet();
                } else {
                    mine.deque.push(task);
                }
            }
            case ENDED, HALTED -> end(mine, task, turn == Carrier.Turn.HALTED);
            case STOPPED -> pause(task);
        }
    }

    /** Stops the run; the task goes on first when it is continued. */
    private void pause(ScheduledTask task) {
        task.enter(TaskState.READY);
        current = task;
        stop();
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
        runnable.decrementAndGet();
        if (live.decrementAndGet() == 0) {
            stop();
        }
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

    private void stop() {
        stopped = true;
        for (WorkerQueue worker : workers) {
            worker.carrier.preempt();
            LockSupport.unpark(worker.thread);
        }
        Thread clock = slices;
        if (clock != null) {
            LockSupport.unpark(clock);
        }
    }

    // --- ready tasks ---

    /** Adds a new task. By a worker, or by a thread that is none. */
    public void spawn(ScheduledTask task) {
        live.incrementAndGet();
        task.enter(TaskState.READY);
        resume(task);
        if (!alone && slices == null) {
            startSlices();
        }
    }

    @Override
    public void requestPoll(ScheduledTask task) {
        for (WorkerQueue worker : workers) {
            if (worker.running == task) {
                worker.carrier.preempt();
            }
        }
    }

    @Override
    public void resume(ScheduledTask task) {
        runnable.incrementAndGet();
        WorkerQueue mine = CURRENT.get();
        if (mine == null || mine.owner != this) {
            global.add(task);
        } else {
            mine.deque.push(task);
        }
        wakeOne();
    }

    private @Nullable ScheduledTask next(WorkerQueue mine) {
        if (mine.isFairnessDue()) {
            timers.fire();
            ScheduledTask task = global.poll();
            if (task == null && mine.deque.steal() instanceof Steal.Taken<ScheduledTask>(ScheduledTask oldest)) {
                task = oldest;
            }
            if (task != null) {
                return task;
            }
        }
        ScheduledTask own = mine.deque.pop();
        if (own != null) {
            return own;
        }
        timers.fire();
        own = mine.deque.pop();
        if (own != null) {
            return own;
        }
        ScheduledTask shared = global.poll();
        return shared != null ? shared : steal(mine);
    }

    /** Tries every other worker once, from a random one on; again if it lost a race. */
    private @Nullable ScheduledTask steal(WorkerQueue mine) {
        while (true) {
            boolean contended = false;
            Object[] victims = workers.toArray();
            int start = victims.length > 1 ? random.nextInt(victims.length) : 0;
            for (int k = 0; k < victims.length; k++) {
                WorkerQueue victim = (WorkerQueue) victims[(start + k) % victims.length];
                if (victim == mine) {
                    continue;
                }
                switch (victim.deque.steal()) {
                    case Steal.Taken<ScheduledTask>(ScheduledTask task) -> {
                        return task;
                    }
                    case Steal.Empty<ScheduledTask> _ -> {
                    }
                    case Steal.Contended<ScheduledTask> _ -> contended = true;
                }
            }
            if (!contended) {
                return null;
            }
        }
    }

    private boolean isWorkVisible() {
        return !global.isEmpty() || workers.stream().anyMatch(worker -> worker.deque.size() > 0);
    }

    // --- parking ---

    /** Wakes one worker that parks, or starts another one. After a task was made visible. */
    private void wakeOne() {
        if (alone) {
            return;
        }
        VarHandle.fullFence();
        if (parking.get() > 0) {
            for (WorkerQueue worker : workers) {
                if (worker.parking && unannounce(worker)) {
                    LockSupport.unpark(worker.thread);
                    return;
                }
            }
        }
        if (started.size() + 1 < threads && !stopped) {
            start();
        }
    }

    private boolean unannounce(WorkerQueue worker) {
        synchronized (worker) {
            if (!worker.parking) {
                return false;
            }
            worker.parking = false;
        }
        parking.decrementAndGet();
        return true;
    }

    private void idle(WorkerQueue mine) {
        synchronized (mine) {
            mine.parking = true;
        }
        parking.incrementAndGet();
        VarHandle.fullFence();
        if (stopped || isWorkVisible() || timers.untilNearest() == 0) {
            unannounce(mine);
            return;
        }
        if (runnable.get() == 0 && (timers.skip() || timers.untilNearest() == Timers.NEVER)) {
            unannounce(mine);
            quiet(mine);
            return;
        }
        park(mine, timers.untilNearest());
    }

    private void park(WorkerQueue mine, long nanos) {
        mine.carrier.enterIdle();
        while (mine.parking && !stopped) {
            if (nanos != Timers.NEVER) {
                LockSupport.parkNanos(this, nanos);
                break;
            }
            LockSupport.park(this);
        }
        mine.carrier.leaveIdle();
        unannounce(mine);
    }

    /** Resolves a state in which no task can run, unless a virtual clock was moved. */
    private void quiet(WorkerQueue mine) {
        mine.carrier.enterIdle();
        synchronized (quiescence) {
            if (runnable.get() == 0 && live.get() > 0 && timers.untilNearest() == Timers.NEVER && !stopped
                    && !quiescence.resolve()) {
                stop();
            }
        }
        mine.carrier.leaveIdle();
    }

    // --- workers ---

    private synchronized void start() {
        int number = started.size() + 1;
        if (number >= threads || stopped) {
            return;
        }
        Thread thread = Thread.ofPlatform().daemon().name("jet worker " + number).unstarted(() -> work(number));
        started.add(thread);
        thread.start();
    }

    private void work(int number) {
        Carrier carrier = carriers.apply(number);
        try {
            WorkerQueue mine = new WorkerQueue(this, number, carrier);
            workers.add(mine);
            CURRENT.set(mine);
            loop(mine);
        } catch (RuntimeException | Error e) {
            failure = e;
            stop();
        } finally {
            carrier.close();
        }
    }

    // --- time slices ---

    private synchronized void startSlices() {
        if (slices == null && !stopped) {
            Thread thread = Thread.ofPlatform().daemon().name("jet time slices").unstarted(this::slice);
            slices = thread;
            thread.start();
        }
    }

    /** At the end of each slice, asks the workers to yield that still run the task of its beginning. */
    private void slice() {
        Map<WorkerQueue, Long> seen = new HashMap<>();
        while (!stopped) {
            LockSupport.parkNanos(this, SLICE_NANOS);
            boolean waiting = isWorkVisible() || timers.untilNearest() == 0;
            for (WorkerQueue worker : workers) {
                long turn = worker.turn;
                Long before = seen.put(worker, turn);
                if (waiting && worker.running != null && before != null && before == turn) {
                    worker.carrier.preempt();
                }
            }
            if (waiting) {
                wakeOne();
            }
        }
    }
}
