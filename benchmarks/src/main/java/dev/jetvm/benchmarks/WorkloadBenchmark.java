package dev.jetvm.benchmarks;

import static dev.jetvm.benchmarks.BenchmarkHeap.NATIVE_ACCESS;
import static dev.jetvm.runtime.memory.HeapConstants.LINES_PER_BLOCK;

import dev.jetvm.runtime.gc.CollectionKind;
import dev.jetvm.runtime.gc.GcStatistics;
import dev.jetvm.runtime.memory.BlockTable;
import dev.jetvm.runtime.memory.Header;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The workload "replace": 40,000 records of 24 to 1,024 bytes, about 21 MB, are each referenced by one root; 400,000
 * times, a random record is replaced by a new record of random size. The live size is nearly constant while ten times
 * its amount is allocated, and holes of every length occur. The heap's maximum is a multiple of the live size.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g", jvmArgsAppend = NATIVE_ACCESS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class WorkloadBenchmark {
    private static final int RECORDS = 40_000;
    private static final int REPLACEMENTS = 400_000;
    private static final int SIZES = 126;
    private static final long LIVE_BYTES = RECORDS * (24L + 1024) / 2;

    /** The maximum heap size in percent of the live size. */
    @Param({"150", "200", "400"})
    public int heapPercent;

    private BenchmarkHeap jet = new BenchmarkHeap(Map.of());
    private Header[] headers = {};

    /** Collector work, summed over the measured runs. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Work {
        public double collectionMillis;
        public double minorCollections;
        public double fullCollections;
        public double copiedBytes;
        /** Bytes that the workload allocated, the basis of the copied share. */
        public double allocatedBytes;
        /**
         * After a final full collection: the lines of mature blocks that are not entirely free, and the free lines of
         * these.
         */
        public double linesInUsedBlocks;
        public double freeLinesInUsedBlocks;

        void add(GcStatistics statistics) {
            collectionMillis += statistics.meanMillis() * statistics.collections();
            minorCollections += statistics.minor();
            fullCollections += statistics.full();
            copiedBytes += statistics.copiedBytes();
        }
    }

    @Setup(Level.Invocation)
    public void prepare() {
        String maximum = Long.toString(LIVE_BYTES * heapPercent / 100);
        jet = new BenchmarkHeap(Map.of("heap.initial_size", maximum, "heap.max_size", maximum, "scheduler.threads",
                "1", "gc.nursery_size", "2M"));
        headers = new Header[SIZES];
        for (int k = 0; k < SIZES; k++) {
            headers[k] = jet.header(24 + 8 * k);
        }
        for (int k = 0; k < RECORDS; k++) {
            jet.mutator.keep(BenchmarkHeap.WORDS.nil());
        }
    }

    @Benchmark
    public long replace(Work work) {
        SplittableRandom random = new SplittableRandom(1);
        for (int k = 0; k < RECORDS + REPLACEMENTS; k++) {
            int root = k < RECORDS ? k : random.nextInt(RECORDS);
            Header header = headers[random.nextInt(SIZES)];
            jet.mutator.setKept(root, BenchmarkHeap.WORDS.reference(jet.allocate(header)));
        }
        work.allocatedBytes += jet.mutator.allocated();
        work.add(jet.heap.statistics());
        countLines(work);
        return jet.mutator.allocated();
    }

    private void countLines(Work work) {
        jet.heap.collect(jet.mutator, CollectionKind.FULL);
        BlockTable blocks = jet.heap.store().blocks();
        for (int block : jet.heap.mature().blocks()) {
            if (blocks.freeLines(block) < LINES_PER_BLOCK) {
                work.linesInUsedBlocks += LINES_PER_BLOCK;
                work.freeLinesInUsedBlocks += blocks.freeLines(block);
            }
        }
    }
}
