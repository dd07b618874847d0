package dev.jetvm.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.ValueModel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clause: BAR-06. The log at the borders of its buffers. */
final class BarrierTest {
    private static final ValueModel WORDS = ValueModel.TAGGED;

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 512, 513, 1024, 1025, 100_000})
    void noStoreIsForgotten(int objects) {
        ManagedHeap heap = new ManagedHeap(
                HeapOptions.of(Map.of("heap.initial_size", "256M", "scheduler.threads", "1"), 0), WORDS,
                TypeTable::new);
        Mutator mutator = heap.attach("test");
        Memory memory = heap.store().memory();
        int cell = ((TypeTable) heap.shapes()).register("Cell", 32, 8, new int[]{16}, false).id();
        for (int k = 0; k < objects; k++) {
            mutator.keep(WORDS.reference(cell(mutator, cell, k)));
        }
        heap.collect(mutator, CollectionKind.MINOR);
        for (int k = 0; k < objects; k++) {
            long young = cell(mutator, cell, -k);
            long old = WORDS.address(mutator.kept(k));
            assertThat(heap.store().isNursery(old)).isFalse();
            mutator.store(old, old + 16, WORDS.reference(young));
        }
        assertThat(HeapVerifier.verify(heap, mutator).problems()).isEmpty();
        heap.collect(mutator, CollectionKind.MINOR);
        for (int k = 0; k < objects; k++) {
            long child = WORDS.address(memory.word(WORDS.address(mutator.kept(k)) + 16));
            assertThat(memory.word(child + 24)).isEqualTo(-k);
        }
        assertThat(heap.usage().matureObjects()).isEqualTo(2L * objects);
    }

    /** A large object is old at once; what its first stores refer to must live (ERR-034). */
    @Test
    void aLargeObjectIsLoggedWhenItIsMade() {
        ManagedHeap heap = new ManagedHeap(HeapOptions.of(Map.of("scheduler.threads", "1"), 0), WORDS,
                TypeTable::new);
        Mutator mutator = heap.attach("test");
        TypeTable types = (TypeTable) heap.shapes();
        int cell = types.register("Cell", 32, 8, new int[]{16}, false).id();
        int large = types.register("Large", 400_000, 8, new int[]{16}, false).id();
        mutator.keep(WORDS.nil());
        mutator.keep(WORDS.reference(cell(mutator, cell, 7)));
        long at = mutator.allocate(Header.fresh(large, 400_000 - 16, 0, 8));
        mutator.memory().setWord(at + 16, mutator.kept(1));
        mutator.setKept(0, WORDS.reference(at));
        mutator.release(1);
        heap.collect(mutator, CollectionKind.MINOR);
        long child = WORDS.address(mutator.memory().word(WORDS.address(mutator.kept(0)) + 16));
        assertThat(mutator.memory().word(child + 24)).isEqualTo(7);
        assertThat(HeapVerifier.verify(heap, mutator).problems()).isEmpty();
    }

    private static long cell(Mutator mutator, int type, int mark) {
        long at = mutator.allocate(Header.fresh(type, 16, 0, 8));
        mutator.memory().setWord(at + 16, WORDS.nil());
        mutator.memory().setWord(at + 24, mark);
        return at;
    }
}
