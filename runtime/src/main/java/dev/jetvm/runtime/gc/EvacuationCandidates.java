package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.BlockTable;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the blocks that a full collection empties: those of whole regions, the ones with the fewest live lines first, as
 * long as there is room to copy to. A region can be used for something else, such as the nursery, only when all of it is
 * free; a single block that became free is of use to mature space alone.
 *
 * <p>Left as they are: a region of which more than three quarters are live, because copying it gains little, and one
 * without a fragmented block, because the copy would look the same.
 *
 * <p>The headroom of 2.5 % is that of Blackburn and McKinley, Immix (PLDI 2008). The stress modes choose single blocks.
 *
 * @spec HEAP-12
 * @spec GC-03
 * @spec ERR-014
 */
final class EvacuationCandidates {
    private static final int HEADROOM_DIVISOR = 40;
    private static final int LIVE_LINES_MAX = LINES_PER_REGION * 3 / 4;

    /** A region and how many lines of it are live. */
    private record Region(int number, int liveLines) {}

    private EvacuationCandidates() {}

    static BitSet choose(ManagedHeap heap) {
        BlockTable blocks = heap.store().blocks();
        List<Integer> mature = heap.mature().blocks();
        mature.forEach(blocks::summarise);
        BitSet chosen = new BitSet();
        if (heap.options().stresses(StressMode.EVACUATE_ALL)) {
            mature.stream().filter(block -> !blocks.isFree(block)).forEach(chosen::set);
        } else if (heap.options().stresses(StressMode.EVACUATE)) {
            mature.stream().filter(block -> isFragmented(blocks, block)).forEach(chosen::set);
        } else {
            chooseRegions(heap, mature, chosen);
        }
        return chosen;
    }

    private static void chooseRegions(ManagedHeap heap, List<Integer> mature, BitSet chosen) {
        BlockTable blocks = heap.store().blocks();
        List<Region> regions = mature.stream().filter(block -> isFragmented(blocks, block))
                .map(block -> block / BLOCKS_PER_REGION).distinct()
                .map(region -> new Region(region, liveLines(blocks, region)))
                .filter(region -> region.liveLines <= LIVE_LINES_MAX)
                .sorted(Comparator.comparingInt(Region::liveLines)).toList();
        long left = reserve(heap, mature.size());
        for (Region region : regions) {
            int first = region.number * BLOCKS_PER_REGION;
            // Its own free blocks are no room any more: what is copied there would keep the region.
            left -= region.liveLines + (long) heap.mature().freeBlocks(region.number) * LINES_PER_BLOCK;
            if (left < 0) {
                break;
            }
            chosen.set(first, first + BLOCKS_PER_REGION);
        }
    }

    private static int liveLines(BlockTable blocks, int region) {
        int live = 0;
        for (int block = region * BLOCKS_PER_REGION; block < (region + 1) * BLOCKS_PER_REGION; block++) {
            live += LINES_PER_BLOCK - blocks.freeLines(block);
        }
        return live;
    }

    private static boolean isFragmented(BlockTable blocks, int block) {
        return blocks.holes(block) > 0 && blocks.freeLines(block) < LINES_PER_BLOCK;
    }

    /** Lines to copy to: those of free regions and blocks, and a fortieth of the space. */
    private static long reserve(ManagedHeap heap, int matureBlocks) {
        long free = (long) heap.store().regions().free() * LINES_PER_REGION;
        long inBlocks = (long) heap.mature().freeBlocks() * LINES_PER_BLOCK;
        return Math.min(free, heap.policy().copyReserveLimit()) + inBlocks
                + (long) matureBlocks * LINES_PER_BLOCK / HEADROOM_DIVISOR;
    }
}
