package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.RegionTable.Use;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * The blocks in which mutators allocate. A collection evacuates all live objects that may move. Later allocations skip
 * the lines of the others.
 *
 * @spec HEAP-03
 * @spec HEAP-16
 * @spec GC-05
 */
public final class NurserySpace implements LineAllocator.Blocks {
    private final HeapStore store;
    private final Runs runs;
    private final Deque<Integer> partial = new ArrayDeque<>();
    private final Deque<Integer> free = new ArrayDeque<>();

    public NurserySpace(HeapStore store) {
        this.store = store;
        this.runs = new Runs(store, Use.NURSERY_RUNS);
    }

    @Override
    public synchronized int take() {
        return partial.isEmpty() ? takeFree() : partial.poll();
    }

    @Override
    public synchronized int takeFree() {
        if (free.isEmpty()) {
            int region = store.acquire(1, Use.NURSERY_BLOCKS);
            if (region < 0) {
                return -1;
            }
            addBlocks(region);
        }
        return free.remove();
    }

    private void addBlocks(int region) {
        for (int block = region * BLOCKS_PER_REGION; block < (region + 1) * BLOCKS_PER_REGION; block++) {
            free.add(block);
        }
    }

    /** The runs of young objects larger than half a block. */
    public Runs runs() {
        return runs;
    }

    /** Clears all line marks, before the collector marks the objects that stay. */
    public synchronized void clearMarks() {
        forEachBlock(block -> store.blocks().clearMarks(block));
    }

    /** Visits every block of the nursery. */
    public void forEachBlock(IntConsumer consumer) {
        for (Use use : new Use[]{Use.NURSERY_BLOCKS, Use.NURSERY_RUNS}) {
            store.regions().forEach(use, region -> {
                for (int block = region * BLOCKS_PER_REGION; block < (region + 1) * BLOCKS_PER_REGION; block++) {
                    consumer.accept(block);
                }
            });
        }
    }

    /** After a collection: releases empty regions and makes the free lines of the others available, by the marks. */
    public synchronized void recycle() {
        partial.clear();
        free.clear();
        runs.restart();
        runs.resetCounts();
        store.regions().forEach(Use.NURSERY_RUNS, region -> {
            if (isEmpty(region)) {
                store.release(region);
            }
        });
        store.regions().forEach(Use.NURSERY_BLOCKS, region -> {
            if (isEmpty(region)) {
                store.release(region);
            } else {
                offer(region);
            }
        });
    }

    private boolean isEmpty(int region) {
        for (int block = region * BLOCKS_PER_REGION; block < (region + 1) * BLOCKS_PER_REGION; block++) {
            if (!store.blocks().isFree(block)) {
                return false;
            }
        }
        return true;
    }

    private void offer(int region) {
        for (int block = region * BLOCKS_PER_REGION; block < (region + 1) * BLOCKS_PER_REGION; block++) {
            store.blocks().summarise(block);
            store.blocks().setCursor(block, 0);
            if (store.blocks().isFree(block)) {
                free.add(block);
            } else if (store.blocks().freeLines(block) > 0) {
                partial.add(block);
            } else {
                store.blocks().setCursor(block, CURSOR_EXHAUSTED);
            }
        }
    }
}
