package dev.jetvm.benchmarks;

import dev.jetvm.runtime.gc.CollectionKind;
import dev.jetvm.runtime.memory.Header;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;

/**
 * Measures the pauses of a mutator while a heap with 64 MB of live records grows: one in twenty allocated records stays
 * alive, so that old space, and with it the memory, grows continuously.
 *
 * <p>Prints, in microseconds, the duration of minor collections, as reported by the collector and as CPU time of the
 * thread, and the CPU time of the slowest allocation of each round, including memory growth outside a collection. On a
 * loaded machine, elapsed time includes the work of other processes; CPU time does not.
 */
final class WorstPauses {
    private static final int RECORD = 24;
    private static final long LIVE = 64L << 20;
    private static final int ROUNDS = 6000;
    private static final int UNCOUNTED = 500;
    private static final int ALLOCATED = 10_000;
    private static final int LIVES_ON = 20;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final BenchmarkHeap jet = new BenchmarkHeap(Map.of("scheduler.threads", "1", "gc.nursery_size", "1M",
            "heap.initial_size", "1G"));
    private final Header header = jet.header(RECORD);
    private final int list = jet.chain(header, (int) (LIVE / RECORD));
    private final long[] reported = new long[ROUNDS - UNCOUNTED];
    private final long[] pauses = new long[ROUNDS - UNCOUNTED];
    private final long[] allocations = new long[ROUNDS - UNCOUNTED];

    private WorstPauses() {}

    public static void main(String[] args) {
        new WorstPauses().run();
    }

    private void run() {
        jet.heap.collect(jet.mutator, CollectionKind.FULL);
        int grown = 0;
        for (int round = -UNCOUNTED; round < ROUNDS - UNCOUNTED; round++) {
            long before = jet.heap.store().memory().size();
            long worst = allocate();
            long began = threads.getCurrentThreadCpuTime();
            long nanos = jet.heap.collect(jet.mutator, CollectionKind.MINOR).orElseThrow().nanos();
            long pause = threads.getCurrentThreadCpuTime() - began;
            if (round >= 0) {
                reported[round] = nanos;
                pauses[round] = pause;
                allocations[round] = worst;
                if (pause > 1_000_000) {
                    System.out.printf("round %d: %.1f us of processor time%n", round, pause / 1e3);
                }
                if (jet.heap.store().memory().size() > before) {
                    grown++;
                    System.out.printf("growth in round %d: %.1f us of processor time%n", round, pause / 1e3);
                }
            }
        }
        print("minor, time", reported);
        print("minor, processor", pauses);
        print("allocation", allocations);
        System.out.printf("the memory grew %d times, to %d MB%n", grown, jet.heap.store().memory().size() >> 20);
    }

    /**
     * Allocates the records of one round.
     *
     * @return the CPU time of the slowest allocation in nanoseconds
     */
    private long allocate() {
        long worst = 0;
        long before = threads.getCurrentThreadCpuTime();
        for (int k = 0; k < ALLOCATED; k++) {
            long object = jet.allocate(header);
            if (k % LIVES_ON == 0) {
                jet.mutator.memory().setWord(object + BenchmarkHeap.SLOT, jet.mutator.kept(list));
                jet.mutator.setKept(list, BenchmarkHeap.WORDS.reference(object));
            }
            long now = threads.getCurrentThreadCpuTime();
            worst = Math.max(worst, now - before);
            before = now;
        }
        return worst;
    }

    private static void print(String name, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf("%-17s median %9.1f, 99 %% %9.1f, worst %9.1f us%n", name, nanos[nanos.length / 2] / 1e3,
                nanos[nanos.length * 99 / 100] / 1e3, nanos[nanos.length - 1] / 1e3);
    }
}
