package dev.jetvm.benchmarks;

import dev.jetvm.runtime.memory.Header;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Measures {@link AllocationBenchmark}'s small sizes in CPU time of the thread, for use on a loaded machine. Prints the
 * minimum of several rounds in nanoseconds per object. The times exclude Java's collector, which runs in another
 * thread.
 */
final class AllocationTimes {
    private static final int JAVA_ARRAY_HEADER = 16;
    private static final int OBJECTS = 3_000_000;
    private static final int ROUNDS = 12;
    private static final int UNCOUNTED = 4;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final BenchmarkHeap jet = new BenchmarkHeap(Map.of("scheduler.threads", "1"));
    private byte[] array = {};

    private AllocationTimes() {}

    public static void main(String[] args) {
        for (int total : new int[]{24, 64}) {
            AllocationTimes times = new AllocationTimes();
            Header header = times.jet.header(total);
            double own = times.least(count -> times.objects(header, count));
            double java = times.least(count -> times.arrays(total - JAVA_ARRAY_HEADER, count));
            System.out.printf("%d bytes: Jet %.1f ns, Java %.1f ns, ratio %.2f%n", total, own, java, own / java);
        }
    }

    private double least(IntConsumer work) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long began = threads.getCurrentThreadCpuTime();
            work.accept(OBJECTS);
            long taken = threads.getCurrentThreadCpuTime() - began;
            least = round < UNCOUNTED ? least : Math.min(least, taken);
        }
        return (double) least / OBJECTS;
    }

    private void objects(Header header, int count) {
        for (int k = 0; k < count; k++) {
            jet.allocate(header);
        }
    }

    private void arrays(int length, int count) {
        for (int k = 0; k < count; k++) {
            array = new byte[length];
        }
    }
}
