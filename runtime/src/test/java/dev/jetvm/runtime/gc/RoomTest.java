package dev.jetvm.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.ValueModel;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A heap that is full of holes has room. */
final class RoomTest {
    private static final ValueModel WORDS = ValueModel.TAGGED;
    private static final int RECORDS = 8_000;
    private static final int SIZES = 126;
    private static final long LIVE = RECORDS * 524L;

    @ParameterizedTest
    @ValueSource(ints = {150, 200, 400})
    void holesBetweenLiveObjectsAreRoomForOthers(int percent) {
        String maximum = Long.toString(LIVE * percent / 100);
        ManagedHeap heap = new ManagedHeap(HeapOptions.of(
                Map.of("heap.initial_size", maximum, "heap.max_size", maximum, "scheduler.threads", "1"), 1), WORDS,
                TypeTable::new);
        Mutator mutator = heap.attach("test");
        for (int k = 0; k < RECORDS; k++) {
            mutator.keep(WORDS.nil());
        }
        int type = ((TypeTable) heap.shapes()).register("Leaf", 24, 8, new int[0], false).id();
        SplittableRandom random = new SplittableRandom(20261121);
        for (int k = 0; k < 12 * RECORDS; k++) {
            int root = k < RECORDS ? k : random.nextInt(RECORDS);
            long at = mutator.allocate(Header.fresh(type, 8 + 8 * random.nextInt(SIZES), 0, 8));
            mutator.setKept(root, WORDS.reference(at));
        }
        heap.collect(mutator, CollectionKind.FULL);
        assertThat(heap.usage().objects()).isEqualTo(RECORDS);
        assertThat(HeapVerifier.verify(heap, mutator).problems()).isEmpty();
    }
}
