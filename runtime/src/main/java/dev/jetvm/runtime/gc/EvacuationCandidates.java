package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.BlockTable;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the blocks that a full collection empties: those with the most holes, as long as their live lines fit into
 * the room there is to copy to.
 *
 *  The headroom of 2.5 % is that of the paper.
 *
 * @spec HEAP-12
 * @spec GC-03
 * @spec ERR-014
 */
final class EvacuationCandidates {
    private static final int HEADROOM_DIVISOR = 40;

    private EvacuationCandidates() {}

    static BitSet choose(ManagedHeap heap) {
        BlockTable blocks = heap.store().blocks();
        boolean all = heap.options().stresses(StressMode.EVACUATE_ALL);
        boolean fragmented = heap.options().stresses(StressMode.EVACUATE);
        List<Integer> mature = heap.mature().blocks();
        mature.forEach(blocks::summarise);
        long left = all || fragmented ? Long.MAX_VALUE : reserve(heap, mature.size());
        BitSet chosen = new BitSet();
        List<Integer> order = mature.stream()
                .filter(block -> all && !blocks.isFree(block) || isFragmented(blocks, block))
                .sorted(Comparator.comparing((Integer block) -> -blocks.holes(block))).toList();
        for (int block : order) {
            left -= LINES_PER_BLOCK - blocks.freeLines(block);
            if (left < 0) {
                break;
            }
            chosen.set(block);
        }
        return chosen;
    }

    private static boolean isFragmented(BlockTable blocks, int block) {
        return blocks.holes(block) > 0 && blocks.freeLines(block) < LINES_PER_BLOCK;
    }

    /** Lines to copy to: those of free regions and blocks, and a fortieth of the space. */
    private static long reserve(ManagedHeap heap, int matureBlocks) {
        long free = (long) heap.store().regions().free() * LINES_PER_REGION;
        long inBlocks = (long) heap.mature().freeBlocks() * LINES_PER_BLOCK;
        return Math.min(free, heap.room().copyReserveLimit()) + inBlocks
                + (long) matureBlocks * LINES_PER_BLOCK / HEADROOM_DIVISOR;
    }
}
