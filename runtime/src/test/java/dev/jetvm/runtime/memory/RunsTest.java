package dev.jetvm.runtime.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.memory.RegionTable.Use;
import org.junit.jupiter.api.Test;

/** Where runs of lines are found, and where not. */
final class RunsTest {
    private static final int TOTAL = 20_000;
    private static final int PER_REGION = HeapConstants.REGION_SIZE / 20_096;

    private final HeapStore store = new HeapStore(0, 16);
    private final Runs runs = new Runs(store, Use.MATURE_RUNS);

    @Test
    void aRegionIsFilledBeforeTheNextIsTakenEvenIfOnlyFreshOnesWillDo() {
        for (int k = 0; k < PER_REGION; k++) {
            assertThat(RegionTable.regionOf(runs.allocate(TOTAL, 8, true))).isZero();
        }
        assertThat(RegionTable.regionOf(runs.allocate(TOTAL, 8, true))).isEqualTo(1);
    }

    @Test
    void holesAreFoundAfterARestartAndNotByThoseWhoWantFreshRegions() {
        for (int k = 0; k < 2 * PER_REGION; k++) {
            runs.allocate(TOTAL, 8, false);
        }
        store.blocks().nextEpoch();
        store.blocks().markLines(0, HeapConstants.BLOCK_SIZE);
        runs.restart();
        assertThat(RegionTable.regionOf(runs.allocate(TOTAL, 8, true))).isEqualTo(2);
        runs.restart();
        assertThat(runs.allocate(TOTAL, 8, false)).isEqualTo(HeapConstants.BLOCK_SIZE);
    }

    @Test
    void noLineIsGivenTwice() {
        long before = runs.allocate(TOTAL, 256, false);
        for (int k = 1; k < 5 * PER_REGION; k++) {
            long at = runs.allocate(TOTAL, 256, false);
            assertThat(at).isGreaterThanOrEqualTo(before + TOTAL);
            before = at;
        }
    }

    @Test
    void aRunThatFindsNoRoomDoesNotOpenTheRegionsOfOthers() {
        HeapStore limited = new HeapStore(3L * HeapConstants.REGION_SIZE, 16);
        Runs own = new Runs(limited, Use.MATURE_RUNS);
        for (int k = 0; k < PER_REGION; k++) {
            own.allocate(TOTAL, 8, false);
        }
        assertThat(limited.acquire(1, Use.NURSERY_BLOCKS)).isEqualTo(1);
        for (int k = 0; k < PER_REGION; k++) {
            assertThat(RegionTable.regionOf(own.allocate(TOTAL, 8, false))).isEqualTo(2);
        }
        own.restart();
        assertThat(RegionTable.regionOf(own.allocate(HeapConstants.LINE_SIZE, 8, false))).isZero();
        assertThat(own.allocate(TOTAL, 8, false)).isZero();
        assertThat(own.allocate(10L * HeapConstants.LINE_SIZE, 8, false)).isZero();
    }
}
