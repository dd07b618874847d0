package dev.jetvm.runtime.gc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.SplittableRandom;

/**
 * Executes the stress modes: collects or yields at allocations, safepoints and barriers.
 *
 * @spec GC-19
 */
final class Stress {
    private final ManagedHeap heap;
    private final boolean allocation;
    private final boolean safepoint;
    private final boolean barrier;
    private final boolean yield;
    @GuardedBy("this")
    private final SplittableRandom random;
    @GuardedBy("this")
    private boolean minorNext;

    Stress(ManagedHeap heap) {
        this.heap = heap;
        HeapOptions options = heap.options();
        allocation = options.stresses(StressMode.ALLOCATION);
        safepoint = options.stresses(StressMode.SAFEPOINT);
        barrier = options.stresses(StressMode.BARRIER);
        yield = options.stresses(StressMode.YIELD);
        random = new SplittableRandom(options.seed());
    }

    void allocation(Mutator mutator) {
        if (allocation) {
            collect(mutator);
        }
    }

    boolean actsAtSafepoints() {
        return safepoint || yield;
    }

    boolean actsAtBarriers() {
        return barrier || yield;
    }

    void safepoint(Mutator mutator) {
        if (safepoint) {
            collect(mutator);
        }
        maybeYield();
    }

    void barrier(Mutator mutator) {
        if (barrier) {
            collect(mutator);
        }
        maybeYield();
    }

    /** Runs full and minor collections alternately. */
    private void collect(Mutator mutator) {
        boolean minor;
        synchronized (this) {
            minor = minorNext;
            minorNext = !minorNext;
        }
        heap.collect(mutator, minor ? CollectionKind.MINOR : CollectionKind.FULL);
    }

    private void maybeYield() {
        if (yield) {
            boolean now;
            synchronized (this) {
                now = random.nextBoolean();
            }
            if (now) {
                Thread.yield();
            }
        }
    }
}
