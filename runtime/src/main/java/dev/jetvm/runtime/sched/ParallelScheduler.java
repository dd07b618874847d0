package dev.jetvm.runtime.sched;

import java.lang.invoke.VarHandle;
import java.util.List;
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
 * another worker, in this order. Every {@link #FAIRNESS}-th time it first looks at the timers, the poller, the global queue
 * and the oldest task of its own deque, so that two tasks that wake each other do not starve the rest (ERR-096).
 *
 * <h2>Parking</h2>
 *
 * <p>A worker that finds nothing announces that it parks, looks again at every queue, and only then parks. A thread that
 * makes a task ready first makes it visible and then reads the announcements. Each side writes before it reads, with a full fence in
 * between, so at least one of the two sees the other and no wake-up is lost (ERR-098).
 *
 * <p>While input is awaited, one of the parking workers waits in the poller, no longer than until the nearest timer. If it
 * is woken there, another one takes its place.
 *
 * @spec SCHED-03
 * @spec SCHED-05
 * @spec SCHED-06
 * @spec SCHED-07
 * @spec SCHED-12
 * @spec SCHED-13
 * @spec SCHED-23
 */
public final class ParallelScheduler extends Scheduler {
    /** Dispatches from one look at the global queue and the timers to the next. */
    public static final int FAIRNESS = 64;
    private final int threads;
    private final IntFunction<Carrier> carriers;
    private final RandomGenerator random;
    private final Queue<ScheduledTask> global = new ConcurrentLinkedQueue<>();
    private final CopyOnWriteArrayList<WorkerQueue> workers = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Thread> started = new CopyOnWriteArrayList<>();
    private final TimeSlices slices;
    private final AtomicInteger parking = new AtomicInteger();
    /** Number of workers that have a task or look for one. A worker counts before it looks at a queue. */
    private final AtomicInteger active = new AtomicInteger();
    private volatile boolean alone;
    private volatile @Nullable Throwable failure;

    /**
     * @param threads greatest number of workers, at least 1
     * @param carriers makes the carrier of a worker on its thread, by the number of the worker; the first worker gets
     *        its carrier from {@link #run}
     * @param quiescence asked when no task can run
     * @param random source of the choice of victims
     */
    public ParallelScheduler(int threads, IntFunction<Carrier> carriers, Quiescence quiescence, Clock clock,
            RandomGenerator random) {
        super(quiescence, clock);
        this.threads = threads;
        this.carriers = carriers;
        this.random = random;
        this.slices = new TimeSlices(workers, this::isStopped,
                () -> isWorkVisible() || timers.untilNearest() == 0 || poller.isPending(), () -> {
                    if (isWorkVisible() || timers.untilNearest() == 0) {
                        wakeOne();
                    }
                });
    }

    // --- runs ---

    @Override
    public void run(ScheduledTask task, Carrier carrier, boolean single) {
        WorkerQueue mine = first(carrier);
        CURRENT.set(mine);
        alone = single;
        active.incrementAndGet();
        try {
            ScheduledTask next = begin(task);
            if (next != null) {
                dispatch(mine, next);
            }
            loop(mine);
        } finally {
            stop();
            mine.flush(counts);
            CURRENT.remove();
            awaitWorkers(carrier);
            active.set(0);
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
            retire(workers.getFirst());
            workers.set(0, mine);
        }
        return mine;
    }

    /** Takes over the count of a worker that has ended, and moves its tasks to the global queue. */
    private void retire(WorkerQueue ended) {
        keepCount(ended);
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
        Thread clock = slices.release();
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
        for (int k = workers.size() - 1; k > 0; k--) {
            retire(workers.remove(k));
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
        while (!isStopped()) {
            ScheduledTask task = next(mine);
            if (task != null) {
                dispatch(mine, task);
            } else {
                idle(mine);
            }
        }
    }

    @Override
    void stop() {
        super.stop();
        for (WorkerQueue worker : workers) {
            worker.carrier.preempt();
            wake(worker);
        }
        slices.hurry();
    }

    // --- ready tasks ---

    @Override
    public void spawn(ScheduledTask task) {
        super.spawn(task);
        if (!alone) {
            slices.start();
        }
    }

    @Override
    void yielded(ScheduledTask task) {
        global.add(task);
        wakeOne();
    }

    @Override
    void undelayed(WorkerQueue mine, ScheduledTask task) {
        mine.deque.push(task);
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
        WorkerQueue mine = mine();
        if (mine == null) {
            global.add(task);
        } else {
            mine.deque.push(task);
        }
        wakeOne();
    }

    private @Nullable ScheduledTask next(WorkerQueue mine) {
        if (mine.isFairnessDue()) {
            timers.fire();
            poller.poll();
            ScheduledTask task = global.poll();
            if (task == null && mine.deque.steal() instanceof Steal.Taken<ScheduledTask>(ScheduledTask oldest)) {
                task = oldest;
            }
            if (task != null) {
                return task;
            }
        }
        ScheduledTask own = mine.pop();
        if (own == null && timers.fire() + poller.poll() > 0) {
            own = mine.pop();
        }
        if (own != null) {
            return own;
        }
        ScheduledTask shared = global.poll();
        return shared != null || workers.size() == 1 ? shared : steal(mine);
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
                        mine.steals++;
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

    @Override
    List<WorkerQueue> workers() {
        return workers;
    }

    /**
     * The queues first: a task leaves a queue only to a worker that is active, and a worker puts it back before it is idle.
     * If no worker is active after the queues were empty, there was none between them either.
     */
    @Override
    boolean isQuiet() {
        return !isWorkVisible() && active.get() == 0;
    }

    private boolean isWorkVisible() {
        return !global.isEmpty() || workers.stream().anyMatch(worker -> worker.deque.size() > 0);
    }

    // --- parking ---

    /** Wakes one worker that parks, or starts another one. After a task was made visible. */
    private void wakeOne() {
        boolean single = alone || threads == 1;
        if (single && mine() != null) {
            return;
        }
        VarHandle.fullFence();
        if (parking.get() > 0) {
            for (WorkerQueue worker : workers) {
                if (worker.parking && unannounce(worker)) {
                    wake(worker);
                    return;
                }
            }
        }
        if (!single && started.size() + 1 < threads && !isStopped()) {
            start();
        }
    }

    /** Wakes a worker that does not park any more, wherever it waits. */
    private void wake(WorkerQueue worker) {
        if (worker.polling) {
            poller.wakeUp();
        }
        LockSupport.unpark(worker.thread);
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
        if (isStopped() || isWorkVisible() || timers.untilNearest() == 0 || poller.poll() > 0) {
            unannounce(mine);
            return;
        }
        active.decrementAndGet();
        rest(mine);
        active.incrementAndGet();
    }

    /** Does what there is to do without a task. The worker is not active. */
    private void rest(WorkerQueue mine) {
        if (isQuiet()) {
            if (isOver()) {
                unannounce(mine);
                stop();
                return;
            }
            if (!poller.isPending() && (timers.skip() || timers.untilNearest() == Timers.NEVER)) {
                unannounce(mine);
                quiet(mine);
                return;
            }
        }
        park(mine, timers.untilNearest());
    }

    private void park(WorkerQueue mine, long nanos) {
        mine.parks++;
        mine.flush(counts);
        mine.carrier.enterIdle();
        if (poller.isPending() && pollIdle(mine, nanos)) {
            return;
        }
        while (mine.parking && !isStopped()) {
            if (nanos != Timers.NEVER) {
                LockSupport.parkNanos(this, nanos);
                break;
            }
            LockSupport.park(this);
        }
        mine.carrier.leaveIdle();
        unannounce(mine);
    }

    /** Waits in the poller, unless another thread does. @return whether the worker does not park any more */
    private boolean pollIdle(WorkerQueue mine, long nanos) {
        // The flag is set before parking is read; a thread that wakes this worker clears parking before it reads the flag.
        mine.polling = true;
        int ready = poller.poll(nanos, () -> mine.parking && !isStopped());
        mine.polling = false;
        if (ready == Poller.BUSY) {
            return false;
        }
        mine.carrier.leaveIdle();
        unannounce(mine);
        if (poller.isPending()) {
            wakeOne();
        }
        return true;
    }

    // --- workers ---

    private synchronized void start() {
        int number = started.size() + 1;
        if (number >= threads || isStopped()) {
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
            active.incrementAndGet();
            loop(mine);
            active.decrementAndGet();
            mine.flush(counts);
        } catch (RuntimeException | Error e) {
            failure = e;
            stop();
        } finally {
            carrier.close();
        }
    }
}
