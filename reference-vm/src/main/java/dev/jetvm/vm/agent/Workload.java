package dev.jetvm.vm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs lists of operations on threads that start together, and records what each operation did and when. */
final class Workload {
    /** One argument of a thread is below this number, so that arguments of different threads differ. */
    private static final long ARGUMENTS_OF_A_THREAD = 1 << 20;
    /** One operation in so many waits before it begins. */
    private static final int PAUSE_ONE_IN = 16;
    private static final int PAUSE_MAX = 200;

    private final List<List<Step>> threads;
    private final long seed;
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    record Step(String op, WorkloadObject.Action action) {}

    /** @param start nanoseconds since the start of the workload, as {@code end} */
    record Entry(int thread, String op, long argument, WorkloadObject.Result result, long start, long end) {}

    Workload(List<List<Step>> threads, long seed) {
        this.threads = threads;
        this.seed = seed;
    }

    /** Returns the history: the entries of each thread in their order, one thread after the other. */
    List<Entry> run() {
        long origin = System.nanoTime();
        List<List<Entry>> histories = new ArrayList<>();
        List<Thread> running = new ArrayList<>();
        for (int k = 0; k < threads.size(); k++) {
            int thread = k;
            List<Entry> history = new ArrayList<>(threads.get(k).size());
            histories.add(history);
            running.add(Thread.ofPlatform().name("jet-workload-" + k).start(() -> work(thread, origin, history)));
        }
        running.forEach(Workload::join);
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a thread of a workload failed: " + failed, failed);
        }
        return histories.stream().flatMap(List::stream).toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a workload ran", e);
        }
    }

    private void work(int thread, long origin, List<Entry> history) {
        try {
            SplittableRandom random = new SplittableRandom(seed + thread);
            long next = thread * ARGUMENTS_OF_A_THREAD;
            startTogether();
            for (Step step : threads.get(thread)) {
                pause(random);
                long argument = step.action().takesArgument() ? next++ : WorkloadObject.NONE;
                long start = System.nanoTime() - origin;
                WorkloadObject.Result result = step.action().body().apply(argument);
                long end = System.nanoTime() - origin;
                history.add(new Entry(thread, step.op(), argument, result, start, end));
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
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
