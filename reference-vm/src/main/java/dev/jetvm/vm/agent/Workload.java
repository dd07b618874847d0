package dev.jetvm.vm.agent;

import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs lists of operations on threads that start together, and records what each operation did and when.
 *
 * <p>The threads keep pace: a thread that is far ahead waits for the others. Otherwise most threads of a short workload would
 * end before the next one is scheduled, at least on a loaded machine, and no operations would overlap.
 */
final class Workload {
    /** One argument of a thread is below this number, so that arguments of different threads differ. */
    private static final long ARGUMENTS_OF_A_THREAD = 1 << 20;
    /** One operation in so many waits before it begins. */
    private static final int PAUSE_ONE_IN = 16;
    private static final int PAUSE_MAX = 200;
    /** Progress is counted in this number of parts of the thread's operations. */
    private static final int PARTS = 1 << 10;
    private static final int PARTS_AHEAD_MAX = 4;
    /** A thread that waits spins for so long before it yields, because the others are likely to run at this moment. */
    private static final int SPINS_BEFORE_YIELD = 2_000;
    /** All the waiting of a thread is limited, since the others may be blocked by what it does next. */
    private static final long WAIT_MAX_NANOS = 100_000_000;
    /** A workload whose threads all wait ends after so many looks at them, one second (CONF-24). */
    private static final int QUIET_LOOKS = 20;
    private static final long LOOK_MILLIS = 50;

    private final WorkloadObject object;
    private final List<List<Step>> threads;
    private final long seed;
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicIntegerArray progress;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    record Step(String op, WorkloadObject.Action action) {}

    /**
     * @param result null for an operation that has not ended
     * @param start nanoseconds since the start of the workload, as {@code end}
     */
    record Entry(int thread, String op, long argument, WorkloadObject.@Nullable Result result, long start, long end) {}

    Workload(WorkloadObject object, List<List<Step>> threads, long seed) {
        this.object = object;
        this.threads = threads;
        this.seed = seed;
        this.progress = new AtomicIntegerArray(threads.size());
    }

    /** Returns the history: the entries of each thread in their order, one thread after the other. */
    List<Entry> run() {
        long origin = System.nanoTime();
        List<ThreadHistory> histories = new ArrayList<>();
        List<Thread> running = new ArrayList<>();
        for (int k = 0; k < threads.size(); k++) {
            int thread = k;
            ThreadHistory history = new ThreadHistory(thread, threads.get(k).size());
            histories.add(history);
            running.add(Thread.ofPlatform().daemon().name("jet-workload-" + k)
                    .start(() -> work(thread, origin, history)));
        }
        if (object.mayWait() && !awaitEnd(running, histories)) {
            histories.forEach(ThreadHistory::seal);
            object.abandon();
        }
        running.forEach(Workload::join);
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a thread of a workload failed: " + failed, failed);
        }
        return histories.stream().flatMap(history -> history.entries().stream()).toList();
    }

    /**
     * Waits until all threads have ended, or the others wait in operations. The time is counted in looks, so that a pause of the whole
     * process is not taken for threads that wait.
     *
     * @return whether all have ended
     */
    private static boolean awaitEnd(List<Thread> running, List<ThreadHistory> histories) {
        long before = -1;
        int quiet = 0;
        for (Thread thread : running) {
            while (!join(thread, LOOK_MILLIS)) {
                long performed = histories.stream().mapToLong(ThreadHistory::performed).sum();
                boolean waits = performed == before && histories.stream().noneMatch(ThreadHistory::isBetweenOperations);
                before = performed;
                quiet = waits ? quiet + 1 : 0;
                if (quiet == QUIET_LOOKS) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void join(Thread thread) {
        while (!join(thread, LOOK_MILLIS)) {
            // again
        }
    }

    private static boolean join(Thread thread, long millis) {
        try {
            return thread.join(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a workload ran", e);
        }
    }

    private void work(int thread, long origin, ThreadHistory history) {
        try {
            SplittableRandom random = new SplittableRandom(seed + thread);
            long next = thread * ARGUMENTS_OF_A_THREAD;
            startTogether();
            List<Step> steps = threads.get(thread);
            long patience = WAIT_MAX_NANOS;
            for (int k = 0; k < steps.size(); k++) {
                Step step = steps.get(k);
                progress.setRelease(thread, (int) ((long) k * PARTS / steps.size()));
                patience -= keepPace(thread, patience);
                pause(random);
                long argument = step.action().takesArgument() ? next++ : WorkloadObject.NONE;
                long start = System.nanoTime() - origin;
                history.begin(step.op(), argument, start);
                // Neither the compiler nor the processor may move the operation out of its times: without the fences a store of
                // an operation that ended is seen later than its end.
                VarHandle.fullFence();
                WorkloadObject.Result result = step.action().body().apply(argument);
                VarHandle.fullFence();
                long end = System.nanoTime() - origin;
                if (!history.end(result, end)) {
                    break;
                }
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            history.stop();
            progress.setRelease(thread, PARTS);
        }
    }

    /** Waits while a thread is far ahead. Returns the time that it waited, in nanoseconds. */
    private long keepPace(int thread, long patience) {
        if (!isAhead(thread) || patience <= 0) {
            return 0;
        }
        long began = System.nanoTime();
        int spins = 0;
        while (isAhead(thread) && System.nanoTime() - began < patience) {
            if (++spins > SPINS_BEFORE_YIELD) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
        return System.nanoTime() - began;
    }

    private boolean isAhead(int thread) {
        int limit = progress.getAcquire(thread) - PARTS_AHEAD_MAX;
        for (int k = 0; k < threads.size(); k++) {
            if (progress.getAcquire(k) < limit) {
                return true;
            }
        }
        return false;
    }

    private void startTogether() {
        ready.incrementAndGet();
        while (ready.get() < threads.size()) {
            Thread.yield();
        }
    }

    /** Random pauses, fixed by the seed, vary how the threads meet. */
    private static void pause(SplittableRandom random) {
        if (random.nextInt(PAUSE_ONE_IN) == 0) {
            for (int k = random.nextInt(PAUSE_MAX); k > 0; k--) {
                Thread.onSpinWait();
            }
        }
    }
}
