package dev.jetvm.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.ValueModel;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roots are divided among the tracers of a collection. */
final class RootPiecesTest {
    private static final int PIECES = 64;
    private static final int WORDS = 500;
    private static final ValueModel MODEL = ValueModel.TAGGED;

    /** Words in pieces; counts the visits of each. */
    private static final class Pieces implements RootSource {
        private final long[][] words = new long[PIECES][WORDS];
        private final AtomicIntegerArray visits = new AtomicIntegerArray(PIECES);
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

        @Override
        public String name() {
            return "pieces";
        }

        @Override
        public int pieces() {
            return PIECES;
        }

        @Override
        public void visit(RootVisitor visitor) {
            for (int k = 0; k < PIECES; k++) {
                visitPiece(k, visitor);
            }
        }

        @Override
        public void visitPiece(int piece, RootVisitor visitor) {
            visits.incrementAndGet(piece);
            threads.add(Thread.currentThread());
            long[] mine = words[piece];
            for (int k = 0; k < mine.length; k++) {
                mine[k] = visitor.visit(mine[k]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "4"})
    void eachPieceIsVisitedOnceAndKeepsWhatItRefersTo(String parallel) {
        ManagedHeap heap = new ManagedHeap(
                HeapOptions.of(Map.of("gc.parallel", parallel, "gc.stress", "evacuate,poison"), 1), MODEL,
                TypeTable::new);
        int type = ((TypeTable) heap.shapes()).register("Leaf", 24, 8, new int[0], true).id();
        Pieces pieces = new Pieces();
        for (long[] words : pieces.words) {
            Arrays.fill(words, MODEL.nil());
        }
        heap.addRoots(pieces);
        try (Mutator mutator = heap.attach("test")) {
            for (int k = 0; k < PIECES * WORDS; k++) {
                long at = mutator.allocate(Header.fresh(type, 8, 0, 8));
                heap.store().memory().setWord(at + 16, k);
                pieces.words[k % PIECES][k / PIECES] = MODEL.reference(at);
            }
            // One object that is in every piece: the tracers meet at it.
            long shared = pieces.words[0][0];
            for (long[] words : pieces.words) {
                words[WORDS - 1] = shared;
            }
            for (CollectionKind kind : new CollectionKind[]{CollectionKind.MINOR, CollectionKind.FULL,
                    CollectionKind.MINOR}) {
                int before = pieces.visits.get(0);
                heap.collect(mutator, kind);
                for (int k = 0; k < PIECES; k++) {
                    assertThat(pieces.visits.get(k)).isEqualTo(before + 1);
                }
            }
            assertThat(pieces.threads).hasSizeBetween(1, 1 + 3 * (Integer.parseInt(parallel) - 1));
            assertThat(HeapVerifier.verify(heap, mutator).problems()).isEmpty();
            for (int k = 0; k < PIECES * (WORDS - 1); k++) {
                long at = MODEL.address(pieces.words[k % PIECES][k / PIECES]);
                assertThat(heap.store().memory().word(at + 16)).isEqualTo(k);
            }
            for (long[] words : pieces.words) {
                assertThat(words[WORDS - 1]).isEqualTo(pieces.words[0][0]);
            }
        }
    }
}
