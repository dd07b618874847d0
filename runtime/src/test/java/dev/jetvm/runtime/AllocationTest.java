package dev.jetvm.runtime;

import static dev.jetvm.runtime.memory.HeapConstants.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.memory.BlockTable;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.HeapStore;
import dev.jetvm.runtime.memory.ImmortalSpace;
import dev.jetvm.runtime.memory.LineAllocator;
import dev.jetvm.runtime.memory.NurserySpace;
import java.util.BitSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /** Some objects have an alignment, so there are gaps before them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theStartMapLearnsOfEveryObject(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LineAllocator lines = new LineAllocator(store, nursery, false);
        Set<Long> objects = new TreeSet<>();
        for (int k = 0; k < 3000; k++) {
            int size = 8 * random.nextInt(random.nextInt(20) == 0 ? 1000 : 20);
            int align = 8 << random.nextInt(random.nextInt(20) == 0 ? 8 : 1);
            Header header = Header.fresh(1, size, 0, align);
            long at = lines.allocate(HeapStore.totalOf(size), align);
            store.memory().setWord(at, header.low());
            store.memory().setWord(at + HeaderConstants.META_OFFSET, header.meta());
            // Whatever a payload holds, it is not taken for a header.
            store.memory().fill(at + HeaderConstants.HEADER_SIZE, at + HeapStore.totalOf(size), random.nextLong());
            objects.add(at);
            if (random.nextInt(500) == 0) {
                lines.settleStarts(_ -> true);
            }
        }
        lines.settleStarts(_ -> true);
        Set<Long> known = new TreeSet<>();
        nursery.forEachBlock(block -> {
            long from = BlockTable.addressOf(block);
            store.starts().forEach(from, from + BLOCK_SIZE, known::add);
        });
        assertThat(known).isEqualTo(objects);
    }

    /** What a block says of eight lines at a time, against a look at each line. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aBlockSumsUpAnyLines(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BlockTable blocks = store.blocks();
        long from = BlockTable.addressOf(10);
        int epochs = random.nextInt(EPOCH_MAX);
        for (int k = 0; k < epochs; k++) {
            blocks.nextEpoch();
            long at = from + random.nextLong(BLOCK_SIZE);
            blocks.markLines(at, at + 1);
        }
        BitSet live = new BitSet();
        for (int line = 0; line < LINES_PER_BLOCK; line++) {
            if (random.nextInt(3) == 0) {
                blocks.markLines(from + (long) line * LINE_SIZE, from + (line + 1L) * LINE_SIZE);
            }
            live.set(line, blocks.isMarked(from + (long) line * LINE_SIZE));
        }
        blocks.summarise(10);
        int holes = 0;
        for (int line = 0; line < LINES_PER_BLOCK; line++) {
            holes += !live.get(line) && (line == 0 || live.get(line - 1)) ? 1 : 0;
            int bits = blocks.record(10)[DESCRIPTOR_BITMAP + line / 8];
            assertThat((bits >> line % 8 & 1) != 0).as("line %d", line).isEqualTo(live.get(line));
        }
        assertThat(blocks.freeLines(10)).isEqualTo(LINES_PER_BLOCK - live.cardinality());
        assertThat(blocks.holes(10)).isEqualTo(holes);
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
