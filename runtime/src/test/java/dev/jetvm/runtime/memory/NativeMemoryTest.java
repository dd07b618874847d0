package dev.jetvm.runtime.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What holds of the native memory; the build runs it with each {@link MemoryForm}. */
final class NativeMemoryTest {
    private static final long SIZE = 1 << 16;
    private static final boolean CHECKED = Memory.form() == MemoryForm.CHECKED;

    @Test
    void whatItHoldsSurvivesEveryGrowthAndWhatIsNewIsZero() {
        try (Memory memory = new Memory(SIZE)) {
            for (long size = SIZE; size <= 1L << 26; size *= 4) {
                memory.setWord(size - 8, size);
                assertThat(memory.grow(size * 4)).isTrue();
                assertThat(memory.word(size)).isZero();
                assertThat(memory.word(size * 4 - 8)).isZero();
            }
            for (long size = SIZE; size <= 1L << 26; size *= 4) {
                assertThat(memory.word(size - 8)).isEqualTo(size);
            }
        }
    }

    @Test
    void sixteenGigabytesAreNotTheEnd() {
        // Without a reservation this would need as much real memory.
        assumeTrue(AddressSpace.INSTANCE.isPresent());
        try (Memory memory = new Memory(SIZE)) {
            assertThat(memory.grow(1L << 36)).isTrue();
            memory.setWord((1L << 36) - 8, 7);
            assertThat(memory.word((1L << 36) - 8)).isEqualTo(7);
            assertThat(memory.grow(Memory.largest() + 8)).isFalse();
            assertThat(memory.size()).isEqualTo(1L << 36);
        }
    }

    @Test
    void itNeverShrinks() {
        try (Memory memory = new Memory(SIZE)) {
            assertThat(memory.grow(SIZE / 2)).isTrue();
            assertThat(memory.size()).isEqualTo(SIZE);
        }
    }

    @Test
    void afterCloseEveryAccessFails() {
        Memory memory = new Memory(SIZE);
        assertThat(memory.grow(SIZE * 64)).isTrue();
        memory.close();
        memory.close();
        assertThatThrownBy(() -> memory.word(64)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> memory.setInt8(64, 1)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void discardedMemoryCanBeUsedAgain() {
        try (Memory memory = new Memory(SIZE)) {
            assertThat(memory.grow(1 << 22)).isTrue();
            memory.fill(0, 1 << 22, -1);
            memory.discard(100_000, 3_000_000);
            memory.clear(100_000, 3_000_000);
            assertThat(memory.word(100_000 - 8)).isEqualTo(-1);
            assertThat(memory.word(1_000_000)).isZero();
            assertThat(memory.word(3_000_000)).isEqualTo(-1);
        }
    }

    @Test
    void aWildAddressRaisesInTheCheckedForm() {
        assumeTrue(CHECKED);
        try (Memory memory = new Memory(SIZE)) {
            for (long wild : new long[]{-8, SIZE, SIZE + 8, 1L << 40, Long.MAX_VALUE - 7, Long.MIN_VALUE}) {
                assertThatThrownBy(() -> memory.word(wild)).isInstanceOf(WildAddressException.class)
                        .hasMessageContaining("0x%X".formatted(wild)).hasMessageContaining("the memory has " + SIZE);
                assertThatThrownBy(() -> memory.setWordRelease(wild, 1)).isInstanceOf(WildAddressException.class);
                assertThatThrownBy(() -> memory.setInt32(wild, 1)).isInstanceOf(WildAddressException.class);
                assertThatThrownBy(() -> memory.bytes(wild, 1)).isInstanceOf(WildAddressException.class);
            }
            assertThatThrownBy(() -> memory.int32(SIZE - 2)).isInstanceOf(WildAddressException.class);
            assertThatThrownBy(() -> memory.copyWords(0, SIZE - 8, 16)).isInstanceOf(WildAddressException.class);
            assertThatThrownBy(() -> memory.clear(8, SIZE + 8)).isInstanceOf(WildAddressException.class);
        }
    }

    @Test
    void anUnalignedWordRaisesInBothForms() {
        try (Memory memory = new Memory(SIZE)) {
            assertThatThrownBy(() -> memory.word(12)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> memory.compareAndSetWord(9, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatWasReclaimedRaisesInTheCheckedFormUntilItIsGivenOutAgain() {
        assumeTrue(CHECKED);
        try (Memory memory = new Memory(SIZE)) {
            memory.markReclaimed(64, 128);
            assertThatThrownBy(() -> memory.word(64)).isInstanceOf(WildAddressException.class)
                    .hasMessageContaining("reclaimed");
            assertThatThrownBy(() -> memory.setInt8(127, 1)).isInstanceOf(WildAddressException.class);
            assertThatThrownBy(() -> memory.copyWords(56, 512, 16)).isInstanceOf(WildAddressException.class);
            assertThat(memory.word(56)).isZero();
            assertThat(memory.word(128)).isZero();
            memory.clear(64, 128);
            assertThat(memory.word(64)).isZero();
        }
    }

    @Test
    void tablesBesideTheHeapRaiseToo() {
        assumeTrue(CHECKED);
        HeapStore store = new HeapStore(0, 4);
        long outside = store.memory().size() * 2;
        assertThatThrownBy(() -> store.starts().isStart(outside)).isInstanceOf(WildAddressException.class);
        assertThatThrownBy(() -> store.blocks().isMarked(outside)).isInstanceOf(WildAddressException.class);
        assertThatThrownBy(() -> store.blocks().freeLines(-1)).isInstanceOf(WildAddressException.class);
    }

    @Property(tries = 200)
    void bytesComeBackFromWhereTheyWerePut(@ForAll @Size(max = 300) byte[] image,
            @ForAll @LongRange(max = SIZE) long address) {
        Assume.that(address + image.length <= SIZE);
        try (Memory memory = new Memory(SIZE)) {
            memory.setBytes(address, image);
            assertThat(memory.bytes(address, image.length)).isEqualTo(image);
            byte[] all = memory.bytes(0, (int) SIZE);
            Arrays.fill(all, (int) address, (int) address + image.length, (byte) 0);
            assertThat(all).containsOnly(0);
        }
    }

    @Property(tries = 200)
    void copiesMayOverlap(@ForAll @Size(min = 1, max = 64) long[] words, @ForAll @LongRange(max = 80) long from,
            @ForAll @LongRange(max = 80) long to) {
        try (Memory memory = new Memory(SIZE)) {
            for (int k = 0; k < words.length; k++) {
                memory.setWord((from + k) * 8, words[k]);
            }
            memory.copyWords(from * 8, to * 8, words.length * 8L);
            for (int k = 0; k < words.length; k++) {
                assertThat(memory.word((to + k) * 8)).isEqualTo(words[k]);
            }
            assertThat(memory.equalBytes(to * 8, to * 8, words.length * 8L)).isTrue();
        }
    }
}
