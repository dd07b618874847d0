package dev.jetvm.runtime.gc;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;

/**
 * The mutators of a heap. Any thread may read the list; it changes when a mutator is attached or detached.
 *
 * @spec GC-28
 */
final class Mutators {
    private final ManagedHeap heap;
    private final List<Mutator> all = new CopyOnWriteArrayList<>();
    private final List<Mutator> view = Collections.unmodifiableList(all);

    Mutators(ManagedHeap heap) {
        this.heap = heap;
    }

    /** Attaches a mutator for the calling thread. It is running when this method returns. */
    Mutator attach(String name) {
        Safepoints safepoints = heap.safepoints();
        Safepoints.Participant participant = safepoints.enrol(heap.stress().actsAtSafepoints() ? Request.STRESS : 0);
        Mutator mutator = new Mutator(heap, name, participant);
        all.add(mutator);
        safepoints.unblock(participant);
        return mutator;
    }

    /** Detaches a running mutator. This is a safepoint, the last one of the mutator. */
    void detach(Mutator mutator) {
        Safepoints safepoints = heap.safepoints();
        safepoints.stopped(mutator.participant(), () -> {
            heap.ledger().addNursery(mutator.youngObjects(), mutator.youngBytes());
            mutator.retire();
            mutator.settleStarts(_ -> true);
            all.remove(mutator);
        });
        safepoints.block(mutator.participant());
        safepoints.dismiss(mutator.participant());
    }

    /** Returns an unmodifiable view of the list. */
    List<Mutator> all() {
        return view;
    }

    int size() {
        return all.size();
    }

    // --- while the world is stopped ---

    /** Makes every mutator release its blocks and its mutation log. */
    void retire() {
        all.forEach(Mutator::retire);
    }

    /**
     * Enters the young objects of some blocks in the start map. The objects of the other blocks are never entered, so
     * none of them may be alive.
     */
    void settleStarts(IntPredicate blocks) {
        all.forEach(mutator -> mutator.settleStarts(blocks));
    }

    /** Visits the entries of the mutation logs that mutators still hold. */
    void forEachLogEntry(LongConsumer consumer) {
        all.forEach(mutator -> mutator.forEachLogEntry(consumer));
    }
}
