package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.ImmortalSpace;
import dev.jetvm.runtime.memory.LargeSpace;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;

/**
 * Says what may be allocated before the next collection, and makes room when there is none: by collecting, then by
 * making the memory larger.
 *
 * @spec HEAP-18
 * @spec HEAP-19
 * @spec HEAP-20
 * @spec HEAP-21
 * @spec GC-09
 */
final class AllocationPolicy {
    private static final int ATTEMPTS = 4;
    /** With so few free regions a collection is likely to make the memory larger. */
    private static final int LEFT_FREE = 4;

    private final ManagedHeap heap;
    private final HeapOptions options;
    private final HeapStore store;
    private final Trigger trigger;

    AllocationPolicy(ManagedHeap heap) {
        this.heap = heap;
        this.options = heap.options();
        this.store = heap.store();
        this.trigger = new Trigger(options);
    }

    Trigger trigger() {
        return trigger;
    }

    /** An object in immortal space: header written, payload zero. */
    long allocateImmortal(Mutator mutator, Header header) {
        long total = HeapStore.totalOf(header.size());
        ImmortalSpace immortal = heap.immortal();
        long at = immortal.allocate(total, Math.max(OBJECT_ALIGN, header.align()));
        while (at == 0) {
            if (!growStopped(mutator, ImmortalSpace.regions(total))) {
                throw new PanicException(PanicCode.OUT_OF_MEMORY, total + " bytes wanted in immortal space");
            }
            at = immortal.allocate(total, Math.max(OBJECT_ALIGN, header.align()));
        }
        store.memory().setWord(at, header.low());
        store.memory().setWord(at + HeaderConstants.META_OFFSET, header.meta());
        return at;
    }

    private boolean growStopped(Mutator mutator, int regions) {
        store.prepareToGrow();
        boolean[] grown = new boolean[1];
        heap.stopped(mutator, () -> grown[0] = store.grow(regions));
        return grown[0];
    }

    boolean mayTakeBlock(int taken) {
        return !options.enabled()
                || taken < options.effectiveNursery() / BLOCK_SIZE && !trigger.isReached(heap.usage().bytes());
    }

    long allocateYoungRun(long total, int align) {
        boolean spent = heap.nursery().runs().bytes() >= options.effectiveNursery()
                * Math.max(1, heap.mutators().size());
        if (options.enabled() && (spent || trigger.isReached(heap.usage().bytes()))) {
            return 0;
        }
        return heap.nursery().runs().allocate(total, align, false);
    }

    long allocateLarge(long total) {
        return options.enabled() && trigger.isReached(heap.usage().bytes()) ? 0 : heap.large().allocate(total);
    }

    /**
     * After an allocation found no room: collects, or makes the memory larger. A safepoint.
     *
     * @param attempt how often it was called for this allocation before
     * @return false if nothing helps any more
     */
    boolean makeRoom(Mutator mutator, long total, int attempt) {
        int regions = LargeSpace.regions(total);
        if (attempt >= ATTEMPTS) {
            return false;
        }
        if (options.enabled() && attempt == 0 && isCollectionDue(mutator)) {
            heap.collector().collectOnce(mutator,
                    trigger.isReached(heap.usage().bytes()) ? CollectionKind.FULL : CollectionKind.MINOR);
            return true;
        }
        if (store.allows(regions) && growStopped(mutator, regions)) {
            return true;
        }
        if (options.enabled()) {
            // A full collection copies to free blocks only; a minor one also fills the holes that it left. In turn they
            // make room even if hardly a block is free, as long as there are holes.
            heap.collector().collectOnce(mutator, attempt % 2 == 0 ? CollectionKind.MINOR : CollectionKind.FULL);
        }
        return options.enabled();
    }

    /** Before mutators are stopped: what is done here is not done in a pause. */
    void prepareToGrow() {
        if (store.regions().free() <= LEFT_FREE) {
            store.prepareToGrow();
        }
    }

    private boolean isCollectionDue(Mutator mutator) {
        return !mutator.hasBudget() || heap.nursery().runs().bytes() >= options.effectiveNursery()
                || trigger.isReached(heap.usage().bytes());
    }

    /** Regions for all that may have to be copied, as far as the maximum and the machine allow. */
    void reserveCopySpace(long youngBytes) {
        long young = (youngBytes + REGION_SIZE - 1) / REGION_SIZE;
        int wanted = (int) young + 2 * options.parallel() + 1;
        int free = store.regions().free();
        if (free < wanted && store.allows(1)) {
            store.grow(wanted - free);
        }
    }

    /** Lines that a full collection may use for copies. */
    long copyReserveLimit() {
        if (options.maxSize() == 0) {
            return Long.MAX_VALUE;
        }
        long left = options.maxSize() / REGION_SIZE - store.regions().collected();
        return Math.max(0, left) * LINES_PER_REGION;
    }
}
