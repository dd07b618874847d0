package dev.jetvm.runtime.gc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs several tracers in parallel. Each claims pieces of the roots until none is left. A tracer with many grey objects
 * shares half of them, an idle tracer takes shared objects, and all tracers end when none has grey objects.
 *
 * @spec GC-10
 */
final class ParallelDrain {
    private static final int SHARE_FROM = 64;
    /** Spins before an idle tracer lets other threads run; with fewer processors than tracers they have the work. */
    private static final int SPINS = 64;

    private final List<Tracer> tracers;
    private final RootScan roots;
    private final ConcurrentLinkedQueue<long[]> shared = new ConcurrentLinkedQueue<>();
    private final AtomicInteger busy;

    ParallelDrain(List<Tracer> tracers, RootScan roots) {
        this.tracers = tracers;
        this.roots = roots;
        this.busy = new AtomicInteger(tracers.size());
    }

    void run() {
        List<Thread> helpers = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (Tracer tracer : tracers.subList(1, tracers.size())) {
            Thread helper = Thread.ofPlatform().name("jet-gc").unstarted(() -> work(tracer));
            helper.setUncaughtExceptionHandler((_, failure) -> {
                synchronized (failures) {
                    failures.add(failure);
                }
            });
            helper.start();
            helpers.add(helper);
        }
        work(tracers.getFirst());
        helpers.forEach(ParallelDrain::join);
        if (!failures.isEmpty()) {
            throw new IllegalStateException("a marking thread failed", failures.getFirst());
        }
    }

    private static void join(Thread helper) {
        boolean interrupted = false;
        while (true) {
            try {
                helper.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Tracer tracer) {
        try {
            while (true) {
                do {
                    scan(tracer);
                } while (roots.scanNext(tracer));
                busy.decrementAndGet();
                if (!awaitWork(tracer)) {
                    return;
                }
            }
        } catch (RuntimeException | Error failure) {
            // Otherwise the other tracers would wait for this one for ever.
            busy.set(Integer.MIN_VALUE / 2);
            throw failure;
        }
    }

    private void scan(Tracer tracer) {
        while (tracer.hasWork()) {
            tracer.step();
            if (tracer.pending() > SHARE_FROM && shared.isEmpty()) {
                shared.add(tracer.takeHalfOfGrey());
            }
        }
    }

    /** Waits for shared grey objects. Returns false when no tracer has work. */
    private boolean awaitWork(Tracer tracer) {
        for (int spins = 0;; spins++) {
            if (!shared.isEmpty()) {
                busy.incrementAndGet();
                long[] objects = shared.poll();
                if (objects != null) {
                    tracer.take(objects);
                    return true;
                }
                busy.decrementAndGet();
            } else if (busy.get() <= 0) {
                return false;
            }
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }
}
