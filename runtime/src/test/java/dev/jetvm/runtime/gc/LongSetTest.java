package dev.jetvm.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The set of addresses against Java's own set. */
final class LongSetTest {
    @Test
    void holdsWhatJavasSetHolds() {
        SplittableRandom random = new SplittableRandom(20261121);
        LongSet set = new LongSet();
        for (int round = 0; round < 3; round++) {
            Set<Long> expected = new HashSet<>();
            for (int k = 0; k < 20_000; k++) {
                long address = 8L * random.nextInt(1, 10_000);
                assertThat(set.add(address)).isEqualTo(expected.add(address));
            }
            Set<Long> shown = new HashSet<>();
            set.forEach(address -> assertThat(shown.add(address)).isTrue());
            assertThat(shown).isEqualTo(expected);
            assertThat(set.size()).isEqualTo(expected.size());
            for (long address = 8; address <= 80_000; address += 8) {
                assertThat(set.contains(address)).isEqualTo(expected.contains(address));
            }
            set.clear();
            assertThat(set.isEmpty()).isTrue();
            assertThat(set.contains(8)).isFalse();
        }
    }
}
