package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.memory.BlockTable;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.HeapConstants;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.memory.RegionTable;
import java.util.BitSet;

/**
 * Forgets what was not reached and makes the rest white again, in one pass over the objects of the spaces that were
 * collected.
 *
 * @spec GC-23
 * @spec GC-30
 * @spec HEAP-14
 */
final class Sweeper {
    private final ManagedHeap heap;
    private final HeapStore store;
    private final Memory memory;
    private final Collection collection;
    private final boolean poison;
    private long liveObjects;
    private long liveBytes;

    Sweeper(ManagedHeap heap, Collection collection) {
        this.heap = heap;
        this.store = heap.store();
        this.memory = store.memory();
        this.collection = collection;
        this.poison = heap.options().stresses(StressMode.POISON);
    }

    void sweep() {
        liveObjects = 0;
        liveBytes = 0;
        // In a block without survivors, object starts are only needed to poison the dead objects.
        heap.mutators().settleStarts(block -> poison || !store.blocks().isFree(block));
        heap.nursery().forEachBlock(this::sweepBlock);
        heap.ledger().settleNursery(liveObjects, liveBytes);
        heap.nursery().recycle();
        if (collection.isMinor()) {
            collection.tracers().forEach(this::whitenPromoted);
        } else {
            liveObjects = 0;
            liveBytes = 0;
            heap.mature().allBlocks().forEach(this::sweepBlock);
            heap.ledger().settleMature(liveObjects, liveBytes);
            // The holes that the copying threads were filling are offered to all again.
            heap.collector().retirePromotionBuffers();
            heap.mature().recycle();
            heap.large().sweep(this::keep);
        }
    }

    private void sweepBlock(int block) {
        long from = BlockTable.addressOf(block);
        if (!poison && store.blocks().isFree(block)) {
            // What stays marks its lines, so nothing here does. The dead are not even looked at.
            store.removeObjects(from, from + HeapConstants.BLOCK_SIZE);
            return;
        }
        store.starts().forEach(from, from + HeapConstants.BLOCK_SIZE, object -> {
            if (keep(object)) {
                liveObjects++;
                liveBytes += store.total(object);
            } else {
                removeStart(object);
            }
        });
    }

    /** Whether an object was marked in place; it is white from then on. */
    private boolean keep(long object) {
        long low = memory.word(object);
        if (HeaderWord.colour(low) != BLACK) {
            return false;
        }
        whiten(object, low);
        return true;
    }

    private void whiten(long object, long low) {
        memory.setWord(object, HeaderWord.withColour(low, WHITE));
    }

    /** Removes a dead object from the start map, and poisons its bytes if the options say so. */
    void removeStart(long object) {
        long total = store.total(object);
        if (poison) {
            memory.fill(object, object + total, HeapConstants.POISON);
        }
        store.removeObject(object, total);
    }

    /** Gives back old objects that were found dead without a trace; answers their bytes. */
    long free(LongSet dead) {
        BitSet regions = new BitSet();
        long[] bytes = new long[1];
        dead.forEach(object -> {
            bytes[0] += store.total(object);
            regions.set(RegionTable.regionOf(object));
            removeStart(object);
        });
        regions.stream().forEach(this::remark);
        heap.collector().retirePromotionBuffers();
        heap.mature().recycle();
        heap.ledger().addMature(-dead.size(), -bytes[0]);
        return bytes[0];
    }

    /** Marks exactly the lines of a region that objects overlap. */
    private void remark(int region) {
        long from = RegionTable.addressOf(region);
        for (int k = 0; k < HeapConstants.BLOCKS_PER_REGION; k++) {
            store.blocks().clearMarks(BlockTable.blockOf(from) + k);
        }
        store.starts().forEach(from, from + HeapConstants.REGION_SIZE,
                object -> store.blocks().markLines(object, object + store.total(object)));
    }

    private void whitenPromoted(Tracer tracer) {
        LongStack promoted = tracer.promoted();
        heap.ledger().addMature(tracer.copiedObjects(), tracer.copiedBytes());
        BitSet filled = new BitSet();
        for (int k = 0; k < promoted.size(); k++) {
            long object = promoted.get(k);
            whiten(object, memory.word(object));
            filled.set(BlockTable.blockOf(object), BlockTable.blockOf(object + store.total(object) - 1) + 1);
        }
        filled.stream().forEach(store.blocks()::summarise);
    }
}
