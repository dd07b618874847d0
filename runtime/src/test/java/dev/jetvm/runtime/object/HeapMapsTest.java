package dev.jetvm.runtime.object;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a map is rebuilt, which no protocol can ask for. */
final class HeapMapsTest {
    private static final ValueModel MODEL = ValueModel.TAGGED;
    /** Where a map refers to its places; a rebuild makes new ones. */
    private static final int PLACES_OFFSET = HEADER_SIZE + 24;
    /** A rebuild may move at most so many entries for each insertion since the last. */
    private static final int MOVES_MAX = 3;

    /** A map of ints in a heap without collections, so that what a map refers to changes only by a rebuild. */
    private static final class IntMap {
        private final Mutator mutator;
        private final HeapMaps maps;
        private final int map;
        private int rebuilds;

        IntMap(Mutator mutator) {
            this.mutator = mutator;
            this.maps = new HeapMaps(MODEL, mutator);
            this.map = mutator.keep(MODEL.reference(maps.create()));
        }

        private long places() {
            return mutator.memory().word(MODEL.address(mutator.kept(map)) + PLACES_OFFSET);
        }

        private int key(long number) {
            return mutator.keep(MODEL.toWord(new Value.Int(number), mutator));
        }

        void put(long number) {
            long before = places();
            int key = key(number);
            maps.set(map, key, key);
            mutator.release(key);
            rebuilds += places() == before ? 0 : 1;
        }

        void remove(long number) {
            int key = key(number);
            maps.remove(map, key);
            mutator.release(key);
        }
    }

    private static ManagedHeap heap() {
        return new ManagedHeap(HeapOptions.of(Map.of("heap.initial_size", "64M", "heap.max_size", "64M",
                "gc.nursery_size", "32M"), 7), MODEL, TypeTable::new);
    }

    @ParameterizedTest(name = "{0} keys that live")
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 85, 86, 127, 128, 129, 170, 171, 255, 256, 682, 683, 1023,
            1024,
            1025})
    void aKeyForEachThatIsRemovedCostsTheSameAtEverySize(int live) {
        try (Mutator mutator = heap().attach("test")) {
            IntMap map = new IntMap(mutator);
            for (int number = 0; number < live; number++) {
                map.put(number);
            }
            map.rebuilds = 0;
            int rounds = 4 * live + 100;
            for (int number = live; number < live + rounds; number++) {
                map.remove(number - live);
                map.put(number);
            }
            assertThat((long) map.rebuilds * live).isLessThanOrEqualTo((long) MOVES_MAX * rounds + live);
            assertThat(map.maps.length(MODEL.address(mutator.kept(map.map)))).isEqualTo(live);
        }
    }

    @Test
    void aMapThatOnlyGrowsIsRebuiltOnceForEachDoubling() {
        try (Mutator mutator = heap().attach("test")) {
            IntMap map = new IntMap(mutator);
            for (int number = 0; number < 5_000; number++) {
                map.put(number);
            }
            assertThat(map.rebuilds).isLessThanOrEqualTo(13);
        }
    }

    @Test
    void thereIsRoomForHalfAsManyAsLiveAndNoMoreThanFourTimes() {
        for (long live = 1; live < 100_000; live++) {
            assertThat(HeapMaps.roomFor(live)).isBetween(live + live / 2, Math.max(4, 3 * live + 1));
        }
    }
}
