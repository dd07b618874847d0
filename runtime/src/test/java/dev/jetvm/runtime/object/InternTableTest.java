package dev.jetvm.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.gc.CollectionKind;
import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.HeapVerifier;
import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.ValueModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table under what no protocol can ask for: thousands of texts, and several threads at once. */
final class InternTableTest {
    private static final int TEXTS = 2_000;
    private static final int THREADS = 3;
    private static final int ROUNDS = 400;
    private static final ValueModel MODEL = ValueModel.TAGGED;

    private static ManagedHeap heap(String stress) {
        return new ManagedHeap(HeapOptions.of(Map.of("heap.initial_size", "2M", "gc.nursery_size", "128K",
                "scheduler.threads", "1", "gc.stress", stress), 7), MODEL, TypeTable::new);
    }

    private static byte[] text(int number) {
        return ("the text with the number " + number).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void thousandsOfTextsComeAndGo() {
        ManagedHeap heap = heap("poison");
        try (Mutator mutator = heap.attach("test")) {
            HeapStrings strings = new HeapStrings(MODEL, mutator);
            InternTable table = InternTable.of(heap, MODEL);
            for (int number = 0; number < TEXTS; number++) {
                int kept = mutator.keep(strings.make(text(number)));
                mutator.setKept(kept, table.intern(mutator, strings, kept));
            }
            assertThat(table.interned(mutator)).isEqualTo(TEXTS);
            heap.collect(mutator, CollectionKind.FULL);
            for (int number = 0; number < TEXTS; number++) {
                int again = mutator.keep(strings.make(text(number)));
                assertThat(table.intern(mutator, strings, again)).isEqualTo(mutator.kept(number));
                mutator.release(again);
            }
            mutator.release(TEXTS / 4);
            heap.collect(mutator, CollectionKind.FULL);
            assertThat(table.interned(mutator)).isEqualTo(TEXTS / 4);
            int fresh = mutator.keep(strings.make(text(TEXTS - 1)));
            assertThat(table.intern(mutator, strings, fresh)).isEqualTo(mutator.kept(fresh));
        }
    }

    @Test
    void aLiteralIsMadeOnce() {
        ManagedHeap heap = heap("");
        try (Mutator mutator = heap.attach("test")) {
            InternTable table = InternTable.of(heap, MODEL);
            long first = table.literal(mutator, text(1));
            long objects = heap.immortal().objects();
            assertThat(table.literal(mutator, text(1))).isEqualTo(first);
            assertThat(heap.immortal().objects()).isEqualTo(objects);
            assertThat(table.literals(mutator)).isEqualTo(1);
        }
    }

    /** Each thread keeps what it interned; in the end the threads must have got the same objects. */
    @ParameterizedTest
    @ValueSource(strings = {"poison", "allocation,poison", "safepoint,evacuate-all,poison,yield"})
    void severalThreadsGetOneObjectForEachText(String stress) throws Exception {
        ManagedHeap heap = heap(stress);
        InternTable table = InternTable.of(heap, MODEL);
        int rounds = stress.equals("poison") ? ROUNDS : ROUNDS / 10;
        try (Mutator main = heap.attach("main"); ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<List<Mutator>>> tasks = new ArrayList<>();
            List<Mutator> mutators = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Mutator mutator = heap.attach("thread " + thread);
                mutator.enterBlocked();
                mutators.add(mutator);
                tasks.add(() -> {
                    intern(mutator, table, rounds);
                    return mutators;
                });
            }
            main.enterBlocked();
            for (Future<List<Mutator>> future : pool.invokeAll(tasks)) {
                future.get();
            }
            main.leaveBlocked();
            for (int number = 0; number < rounds; number++) {
                for (Mutator mutator : mutators) {
                    assertThat(mutator.kept(number)).isEqualTo(mutators.getFirst().kept(number));
                }
            }
            assertThat(HeapVerifier.verify(heap, main).problems()).isEmpty();
            // Each leaves when the others stand still, and all of them belong to this thread now.
            main.enterBlocked();
            mutators.forEach(Mutator::close);
        }
    }

    private static void intern(Mutator mutator, InternTable table, int rounds) {
        mutator.leaveBlocked();
        HeapStrings strings = new HeapStrings(MODEL, mutator);
        for (int number = 0; number < rounds; number++) {
            int kept = mutator.keep(strings.make(text(number)));
            mutator.setKept(kept, table.intern(mutator, strings, kept));
            table.literal(mutator, text(-number));
        }
        mutator.enterBlocked();
    }
}
