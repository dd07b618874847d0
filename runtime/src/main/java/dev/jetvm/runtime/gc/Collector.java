package dev.jetvm.runtime.gc;

import dev.jetvm.runtime.memory.LineAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Runs the collections of a heap one at a time: stops the mutators, collects, adds to the statistics and informs the
 * listeners. It keeps the promotion buffers from one collection to the next.
 *
 * @spec GC-20
 * @spec GC-21
 * @spec GC-35
 */
final class Collector {
    private final ManagedHeap heap;
    private final List<LineAllocator> promotionBuffers = new ArrayList<>();
    private final List<ManagedHeap.CollectionListener> listeners = new CopyOnWriteArrayList<>();
    private volatile GcStatistics statistics = GcStatistics.none();
    private final boolean verifies;

    Collector(ManagedHeap heap) {
        this.heap = heap;
        this.verifies = heap.options().stresses(StressMode.VERIFY);
        for (int k = 0; k < heap.options().parallel(); k++) {
            promotionBuffers.add(new LineAllocator(heap.store(), heap.mature(), true));
        }
    }

    void addListener(ManagedHeap.CollectionListener listener) {
        listeners.add(listener);
    }

    /**
     * Runs a collection immediately. This is a safepoint.
     *
     * @return a report of the collection, or empty if {@code gc.enabled} is false
     */
    Optional<CollectionReport> collect(Mutator mutator, CollectionKind kind) {
        if (!heap.options().enabled()) {
            return Optional.empty();
        }
        heap.policy().prepareToGrow();
        CollectionReport[] report = new CollectionReport[1];
        heap.safepoints().stopped(mutator.participant(), () -> report[0] = collectStopped(kind));
        return Optional.of(report[0]);
    }

    /** Collects unless another mutator collected while this one waited for the stop. This is a safepoint. */
    void collectOnce(Mutator mutator, CollectionKind kind) {
        heap.policy().prepareToGrow();
        long seen = statistics.collections();
        heap.safepoints().stopped(mutator.participant(), () -> {
            if (statistics.collections() == seen) {
                collectStopped(kind);
            }
        });
    }

    private CollectionReport collectStopped(CollectionKind kind) {
        CollectionReport report = new Collection(heap, kind).run();
        statistics = statistics.plus(report);
        if (kind == CollectionKind.FULL) {
            heap.policy().trigger().afterFull(report.after().bytes());
        }
        listeners.forEach(listener -> listener.collected(report));
        if (verifies) {
            HeapVerifier.requireOrder(heap, kind);
        }
        return report;
    }

    GcStatistics statistics() {
        return statistics;
    }

    /** Returns the buffer from which a tracer allocates copies in mature space. */
    LineAllocator promotionBuffer(int tracer) {
        return promotionBuffers.get(tracer);
    }

    void retirePromotionBuffers() {
        promotionBuffers.forEach(LineAllocator::retire);
    }
}
