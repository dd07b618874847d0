package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeapConstants.BLOCK_SIZE;

import dev.jetvm.runtime.memory.BlockTable;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.RegionTable;
import dev.jetvm.runtime.value.Words;
import java.util.function.LongConsumer;

/**
 * Enumerates objects by space and by reference, and finds the object that contains an address.
 *
 * @spec ROOT-13
 * @spec TYPE-04
 */
final class HeapWalk {
    private final ManagedHeap heap;
    private final HeapStore store;
    private final ObjectShapes shapes;
    private final Words words;

    HeapWalk(ManagedHeap heap) {
        this.heap = heap;
        this.store = heap.store();
        this.shapes = heap.shapes();
        this.words = heap.words();
    }

    /** Visits the target of each reference in an object. A target is visited once per reference. */
    void forEachReference(long object, LongConsumer consumer) {
        shapes.trace(object, referencesTo(consumer));
    }

    /** Returns a slot visitor that passes the target of each reference to a consumer. It can be reused. */
    SlotVisitor referencesTo(LongConsumer consumer) {
        return new SlotVisitor() {
            @Override
            public void slot(long address) {
                long word = store.memory().word(address);
                if (words.isReference(word)) {
                    consumer.accept(words.address(word));
                }
            }

            @Override
            public void interior(long address, int offset) {
                long raw = store.memory().word(address);
                if (raw != 0) {
                    consumer.accept(raw - offset);
                }
            }
        };
    }

    /** Visits every object of mature and large object space. All mutators must be stopped. */
    void forEachOld(LongConsumer consumer) {
        heap.mature().allBlocks().forEach(block -> forEachIn(block, consumer));
        heap.large().forEach(consumer);
    }

    /** Visits every object of the nursery. All mutators must be stopped. */
    void forEachYoung(LongConsumer consumer) {
        heap.nursery().forEachBlock(block -> forEachIn(block, consumer));
    }

    private void forEachIn(int block, LongConsumer consumer) {
        long from = BlockTable.addressOf(block);
        store.starts().forEach(from, from + BLOCK_SIZE, consumer);
    }

    /**
     * Returns the object that contains the address denoted by an ambiguous word, or 0 if there is none.
     *
     * @spec ROOT-13
     */
    long objectAround(long word) {
        long address = words.isReference(word) ? words.address(word) : word;
        if (address <= 0 || address >= store.memory().size()) {
            return 0;
        }
        int region = RegionTable.regionOf(address);
        long from = switch (store.regions().use(region)) {
            case FREE -> -1;
            case NURSERY_BLOCKS, MATURE_BLOCKS -> BlockTable.addressOf(BlockTable.blockOf(address));
            case LARGE_TAIL -> headOf(region);
            default -> RegionTable.addressOf(region);
        };
        if (from < 0) {
            return 0;
        }
        long start = store.regions().use(region) == RegionTable.Use.LARGE_TAIL
                ? from
                : store.starts().startBefore(address, from);
        return start > 0 && address < start + store.total(start) ? start : 0;
    }

    private long headOf(int region) {
        int head = region;
        while (store.regions().use(head) == RegionTable.Use.LARGE_TAIL) {
            head--;
        }
        return RegionTable.addressOf(head);
    }
}
