package dev.jetvm.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeapConstants;
import dev.jetvm.runtime.memory.RegionTable.Use;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.ValueModel;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A full collection gives regions back of which little lives. */
final class EvacuationTest {
    private static final ValueModel WORDS = ValueModel.TAGGED;
    private static final int OBJECTS = 20_000;
    private static final int SIZE = 104;
    private static final int LIVES_ON = 10;

    private final ManagedHeap heap = new ManagedHeap(
            HeapOptions.of(Map.of("heap.initial_size", "16M", "heap.max_size", "16M", "scheduler.threads", "1"), 0),
            WORDS, TypeTable::new);
    private final Mutator mutator = heap.attach("test");

    @Test
    void regionsBecomeFree() {
        int leaf = ((TypeTable) heap.shapes()).register("Leaf", SIZE, 8, new int[0], true).id();
        for (int k = 0; k < OBJECTS; k++) {
            long object = mutator.allocate(Header.fresh(leaf, SIZE - 16, 0, 8));
            mutator.memory().setWord(object + 16, k);
            mutator.keep(WORDS.reference(object));
        }
        heap.collect(mutator, CollectionKind.MINOR);
        int before = matureRegions();
        for (int k = 0; k < OBJECTS; k++) {
            if (k % LIVES_ON != 0) {
                mutator.setKept(k, WORDS.nil());
            }
        }
        // Which lines are live is known only after one.
        heap.collect(mutator, CollectionKind.FULL);
        assertThat(matureRegions()).isEqualTo(before);
        heap.collect(mutator, CollectionKind.FULL);

        long live = (long) OBJECTS / LIVES_ON * SIZE;
        assertThat(matureRegions()).isLessThan(before).isEqualTo((int) Math.ceilDiv(live, HeapConstants.REGION_SIZE));
        for (int k = 0; k < OBJECTS; k += LIVES_ON) {
            assertThat(mutator.memory().word(WORDS.address(mutator.kept(k)) + 16)).isEqualTo(k);
        }
        assertThat(HeapVerifier.verify(heap, mutator).problems()).isEmpty();
    }

    private int matureRegions() {
        int[] count = new int[1];
        heap.store().regions().forEach(Use.MATURE_BLOCKS, _ -> count[0]++);
        return count[0];
    }
}
