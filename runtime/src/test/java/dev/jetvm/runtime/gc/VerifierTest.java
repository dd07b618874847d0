package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.ValueModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A verifier that never complains is worth nothing: each test spoils one thing in a good heap. */
final class VerifierTest {
    private static final ValueModel WORDS = ValueModel.TAGGED;

    private final ManagedHeap heap = new ManagedHeap(
            HeapOptions.of(Map.of("heap.initial_size", "4M", "scheduler.threads", "1"), 0), WORDS, TypeTable::new);
    private final Mutator mutator = heap.attach("test");
    private final Memory memory = heap.store().memory();
    private int pair;
    private int leaf;

    /** Root 0: an old pair, slot 0 to an old leaf, slot 1 nil. */
    @BeforeEach
    void aPairAndALeaf() {
        TypeTable types = (TypeTable) heap.shapes();
        pair = types.register("Pair", 32, 8, new int[]{16, 24}, false).id();
        leaf = types.register("Leaf", 24, 8, new int[0], true).id();
        mutator.keep(WORDS.reference(newPair()));
        long child = newLeaf();
        long object = old(0);
        mutator.store(object, object + 16, WORDS.reference(child));
        heap.collect(mutator, CollectionKind.MINOR);
        assertThat(problems()).isEmpty();
    }

    private long newPair() {
        long at = mutator.allocate(Header.fresh(pair, 16, 0, 8));
        memory.fill(at + 16, at + 32, WORDS.nil());
        return at;
    }

    private long newLeaf() {
        return mutator.allocate(Header.fresh(leaf, 8, 0, 8));
    }

    private long old(int root) {
        return WORDS.address(mutator.kept(root));
    }

    private List<String> problems() {
        return HeapVerifier.verify(heap, mutator).problems().stream().map(HeapVerifier.Problem::code).distinct()
                .toList();
    }

    @Test
    void theStressModeVerifiesAfterEachCollection() {
        ManagedHeap strict = new ManagedHeap(HeapOptions.of(Map.of("heap.initial_size", "4M", "scheduler.threads", "1",
                "gc.stress", "verify"), 0), WORDS, TypeTable::new);
        Mutator other = strict.attach("test");
        int small = ((TypeTable) strict.shapes()).register("Leaf", 24, 8, new int[0], true).id();
        other.keep(WORDS.reference(other.allocate(Header.fresh(small, 8, 0, 8))));
        strict.collect(other, CollectionKind.MINOR);

        strict.store().blocks().clearMarks((int) (WORDS.address(other.kept(0)) / 32768));

        assertThatThrownBy(() -> strict.collect(other, CollectionKind.MINOR)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("out of order after a minor collection");
    }

    @Test
    void aReferenceToNoObject() {
        memory.setWord(old(0) + 24, WORDS.reference(old(0) + 8));
        assertThat(problems()).contains("dangling");
    }

    @Test
    void aLineThatIsNotMarked() {
        heap.store().blocks().clearMarks((int) (old(0) / 32768));
        assertThat(problems()).contains("line");
    }

    @Test
    void aColourBetweenCollections() {
        memory.setWord(old(0), HeaderWord.withColour(memory.word(old(0)), GREY));
        assertThat(problems()).containsExactly("colour");
    }

    @Test
    void anEdgeFromOldToYoungThatIsNotLogged() {
        long young = newLeaf();
        memory.setWord(old(0) + 24, WORDS.reference(young));
        assertThat(problems()).contains("remembered");
    }

    @Test
    void aCountThatIsWrong() {
        long child = WORDS.address(memory.word(old(0) + 16));
        memory.setWord(child + META_OFFSET, memory.word(child + META_OFFSET) + (1L << STRONG_SHIFT));
        assertThat(problems()).containsExactly("count");
    }

    @Test
    void aTypeNobodyRegistered() {
        memory.setWord(old(0), memory.word(old(0)) & ~(long) TYPE_MAX | 60);
        assertThat(problems()).contains("type");
    }

    @Test
    void aSizeThatReachesIntoTheNextObject() {
        long first = newLeaf();
        newLeaf();
        // The start map has to know both before the size is wrong, because it learns by the sizes.
        heap.stopped(mutator, () -> {});
        memory.setWord(first, memory.word(first) + (16L << 32));
        assertThat(problems()).contains("overlap");
    }

    @Test
    void anObjectThatIsLoggedAndNotInTheLog() {
        memory.setWord(old(0), HeaderWord.withLog(memory.word(old(0))));
        assertThat(problems()).contains("log");
    }

    @Test
    void anImmortalObjectThatRefersToAMortal() {
        long immortal = heap.allocateImmortal(mutator, Header.fresh(pair, 16, 0, 8));
        memory.fill(immortal + 16, immortal + 32, WORDS.nil());
        mutator.keep(WORDS.reference(immortal));
        memory.setWord(immortal + 16, mutator.kept(0));
        assertThat(problems()).contains("immortal");
    }

    @Test
    void bytesThatAreNotAccountedFor() {
        heap.ledger().addMature(1, 24);
        assertThat(problems()).containsExactly("usage");
    }
}
