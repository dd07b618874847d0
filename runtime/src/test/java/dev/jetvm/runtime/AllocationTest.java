package dev.jetvm.runtime;

import static dev.jetvm.runtime.memory.HeapConstants.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.memory.BlockTable;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.ImmortalSpace;
import dev.jetvm.runtime.memory.LineAllocator;
import dev.jetvm.runtime.memory.NurserySpace;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks, lines and the pointer that moves through them. */
final class AllocationTest {
    private final HeapStore store = new HeapStore(0, 64);
    private NurserySpace nursery = new NurserySpace(store);

    @BeforeEach
    void addressZeroIsTaken() {
        new ImmortalSpace(store);
        nursery = new NurserySpace(store);
    }

    /** Clauses: HEAP-16, HEAP-17, HEAP-25: against a map of what is taken. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void objectsNeverOverlapEachOtherNorALiveLine(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeMap<Long, Long> taken = new TreeMap<>();
        for (int k = 0; k < 8; k++) {
            nursery.takeFree();
        }
        long first = BlockTable.addressOf(8);
        for (int line = 0; line < 8 * LINES_PER_BLOCK; line++) {
            if (random.nextInt(3) == 0) {
                long at = first + (long) line * LINE_SIZE;
                store.blocks().markLines(at, at + 1);
                taken.put(at, at + LINE_SIZE);
            }
        }
        nursery.recycle();
        LineAllocator lines = new LineAllocator(store, nursery, false);
        for (int k = 0; k < 3000; k++) {
            long total = 16 + 8L * random.nextInt(random.nextInt(20) == 0 ? 2000 : 40);
            long align = 8L << random.nextInt(random.nextInt(20) == 0 ? 8 : 1);
            long at = lines.allocate(total, align);
            assertThat(at % align).isZero();
            assertThat(BlockTable.blockOf(at)).isEqualTo(BlockTable.blockOf(at + total - 1));
            var before = taken.lowerEntry(at + total);
            assertThat(before == null || before.getValue() <= at).as("seed %d, object %d", seed, k).isTrue();
            taken.put(at, at + total);
        }
    }

    /** A mark of an epoch that comes round again must not count (vm: epochs survive wrap-around). */
    @Test
    void epochsComeRoundWithoutReviving() {
        BlockTable blocks = store.blocks();
        long at = BlockTable.addressOf(9);
        int before = blocks.epoch();
        blocks.markLines(at, at + 300);
        assertThat(blocks.isMarked(at + 256)).isTrue();
        for (int k = 0; k < EPOCH_MAX; k++) {
            blocks.nextEpoch();
            assertThat(blocks.isMarked(at)).isFalse();
        }
        assertThat(blocks.epoch()).isEqualTo(before);
    }

    @Test
    void aBlockSumsUpItsLines() {
        BlockTable blocks = store.blocks();
        long at = BlockTable.addressOf(10);
        blocks.markLines(at + LINE_SIZE, at + 3 * LINE_SIZE);
        blocks.markLines(at + 255 * LINE_SIZE, at + BLOCK_SIZE);
        blocks.summarise(10);
        assertThat(blocks.freeLines(10)).isEqualTo(253);
        assertThat(blocks.holes(10)).isEqualTo(2);
        byte[] record = blocks.record(10);
        assertThat(record).hasSize(DESCRIPTOR_SIZE);
        assertThat(record[DESCRIPTOR_BITMAP]).isEqualTo((byte) 0b110);
        assertThat(record[DESCRIPTOR_BITMAP + 31]).isEqualTo((byte) 0x80);
        assertThat(record[DESCRIPTOR_FREE_LINES] & 0xFF).isEqualTo(253);
    }
}
