package dev.jetvm.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.type.TypeTable;
import dev.jetvm.runtime.value.ValueModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clauses: FIN-02, FIN-06, FIN-10, FIN-14. Several mutators, the pool and collections at the same time. */
final class FinalizersTest {
    private static final ValueModel WORDS = ValueModel.TAGGED;
    private static final int PER_THREAD = 1500;
    private static final int THREADS = 3;

    @ParameterizedTest
    @CsvSource({"'',1,true", "'poison,evacuate-all',1,false", "'poison,yield',2,true"})
    void everyDeadObjectIsFinalizedOnceAndWhole(String stress, String parallel, boolean resurrect) {
        ManagedHeap heap = new ManagedHeap(HeapOptions.of(Map.of("heap.initial_size", "2M", "gc.nursery_size", "64K",
                "gc.stress", stress, "gc.parallel", parallel), 1), WORDS, TypeTable::new);
        int type = ((TypeTable) heap.shapes()).register("Cell", 32, 8, new int[]{16}, false).id();
        Map<Long, AtomicInteger> runs = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
        Mutator mutator = heap.attach("test");
        Finalizers finalizers = new Finalizers(heap, run -> problems.add(String.valueOf(run.failure())));
        Finalizer finalizer = Finalizer.of("count", 0, resurrect, (own, self) -> {
            long object = WORDS.address(own.kept(self));
            runs.computeIfAbsent(own.memory().word(object + 24), _ -> new AtomicInteger()).incrementAndGet();
            own.allocate(Header.fresh(type, 16, 0, 8));
        });
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            long first = (long) thread * PER_THREAD;
            threads.add(Thread.ofPlatform().start(() -> allocate(heap, finalizers, finalizer, type, first)));
        }
        mutator.enterBlocked();
        threads.forEach(FinalizersTest::join);
        mutator.leaveBlocked();
        heap.collect(mutator, CollectionKind.FULL);
        finalizers.awaitQuiet(mutator);
        assertThat(problems).isEmpty();
        assertThat(runs).hasSize(THREADS * PER_THREAD);
        assertThat(runs.values()).allMatch(count -> count.get() == 1);
        heap.collect(mutator, CollectionKind.FULL);
        assertThat(heap.usage().objects()).isZero();
        assertThat(HeapVerifier.verify(heap, mutator).problems()).isEmpty();
        mutator.enterBlocked();
        finalizers.close();
    }

    private static void allocate(ManagedHeap heap, Finalizers finalizers, Finalizer finalizer, int type, long first) {
        try (Mutator mutator = heap.attach("allocator")) {
            Memory memory = mutator.memory();
            for (long k = first; k < first + PER_THREAD; k++) {
                long object = mutator.allocate(Header.fresh(type, 16, 0, 8));
                memory.setWord(object + 16, WORDS.nil());
                memory.setWord(object + 24, k);
                finalizers.register(object, finalizer);
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
