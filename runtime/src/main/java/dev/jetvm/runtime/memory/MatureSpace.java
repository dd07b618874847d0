package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.RegionTable.Use;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Where survivors live. Promotion fills the holes that the last full collection found; a full collection itself copies
 * only into blocks and regions that were free, so that what it copies to is never what it empties.
 *
 * @spec HEAP-05
 * @spec HEAP-14
 * @spec GC-03
 * @spec GC-05
 * @spec GC-05a
 */
public final class MatureSpace implements LineAllocator.Blocks {
    private final HeapStore store;
    private final Runs runs;
    private final Deque<Integer> recyclable = new ArrayDeque<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private boolean freshOnly;

    public MatureSpace(HeapStore store) {
        this.store = store;
        this.runs = new Runs(store, Use.MATURE_RUNS);
    }

    @Override
    public synchronized int take() {
        return recyclable.isEmpty() ? takeFree() : recyclable.poll();
    }

    @Override
    public synchronized int takeFree() {
        if (free.isEmpty()) {
            int region = store.acquire(1, Use.MATURE_BLOCKS);
            if (region < 0) {
                return -1;
            }
            for (int block = region * BLOCKS_PER_REGION; block < (region + 1) * BLOCKS_PER_REGION; block++) {
                free.add(block);
            }
        }
        return free.remove();
    }

    /** A run for an object beyond half a block, or 0. */
    public long allocateRun(long total, long align) {
        return runs.allocate(total, align, freshOnly);
    }

    /** Blocks without a live line that no thread has taken yet. */
    public synchronized int freeBlocks() {
        return free.size();
    }

    /** {@link #freeBlocks()} of one region. */
    public synchronized int freeBlocks(int region) {
        return (int) free.stream().filter(block -> block / BLOCKS_PER_REGION == region).count();
    }

    /** Blocks of regions that hold blocks, ascending. */
    public List<Integer> blocks() {
        List<Integer> blocks = new ArrayList<>();
        store.regions().forEach(Use.MATURE_BLOCKS, region -> addBlocks(region, blocks));
        return blocks;
    }

    /** Blocks of all regions, ascending in each use. */
    public List<Integer> allBlocks() {
        List<Integer> blocks = blocks();
        store.regions().forEach(Use.MATURE_RUNS, region -> addBlocks(region, blocks));
        return blocks;
    }

    private static void addBlocks(int region, List<Integer> blocks) {
        for (int block = region * BLOCKS_PER_REGION; block < (region + 1) * BLOCKS_PER_REGION; block++) {
            blocks.add(block);
        }
    }

    /**
     * From now until {@link #recycle}, room comes from blocks and regions that were free.
     *
     * @param emptied numbers of blocks that are to become free with all their region: no room either
     */
    public synchronized void freshOnly(BitSet emptied) {
        freshOnly = true;
        recyclable.clear();
        free.removeIf(emptied::get);
        runs.restart();
    }

    /** After a full collection: empty regions are given back, holes are offered. Marks say what is live. */
    public synchronized void recycle() {
        freshOnly = false;
        recyclable.clear();
        free.clear();
        runs.restart();
        store.regions().forEach(Use.MATURE_RUNS, region -> recycle(region, false));
        store.regions().forEach(Use.MATURE_BLOCKS, region -> recycle(region, true));
    }

    private void recycle(int region, boolean offer) {
        List<Integer> blocks = new ArrayList<>();
        addBlocks(region, blocks);
        blocks.forEach(store.blocks()::summarise);
        if (blocks.stream().allMatch(store.blocks()::isFree)) {
            store.release(region);
            return;
        }
        for (int block : blocks) {
            boolean room = offer && store.blocks().freeLines(block) > 0;
            store.blocks().setCursor(block, room ? 0 : CURSOR_EXHAUSTED);
            if (room) {
                (store.blocks().isFree(block) ? free : recyclable).add(block);
            }
        }
    }
}
