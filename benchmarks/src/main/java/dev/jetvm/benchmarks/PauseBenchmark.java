package dev.jetvm.benchmarks;

import static dev.jetvm.benchmarks.BenchmarkHeap.NATIVE_ACCESS;

import dev.jetvm.runtime.gc.CollectionKind;
import dev.jetvm.runtime.gc.CollectionReport;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
 * Measures pauses by live size. A list of old records of 24 bytes is live; a minor collection also processes 1,000
 * young records, of which the newest 100 are live. Each sample is one collection.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1500m", jvmArgsAppend = NATIVE_ACCESS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PauseBenchmark {
    private static final int TOTAL = 24;
    private static final int YOUNG_DEAD = 900;
    private static final int YOUNG_LIVE = 100;

    @Param({"1000", "10000", "100000", "1000000"})
    public int live;

    private final BenchmarkHeap jet = new BenchmarkHeap(Map.of("scheduler.threads", "1"));
    private int mark;

    @Setup
    public void fill() {
        jet.chain(jet.header(TOTAL), live);
        jet.heap.collect(jet.mutator, CollectionKind.FULL);
        mark = jet.mutator.mark();
    }

    /** Drops the young records of the previous round and allocates new ones. */
    @Setup(Level.Invocation)
    public void allocateYoung() {
        jet.mutator.release(mark);
        jet.chain(jet.header(TOTAL), YOUNG_DEAD);
        jet.mutator.release(mark);
        jet.chain(jet.header(TOTAL), YOUNG_LIVE);
    }

    @Benchmark
    public Optional<CollectionReport> minor() {
        return jet.heap.collect(jet.mutator, CollectionKind.MINOR);
    }

    @Benchmark
    public Optional<CollectionReport> full() {
        return jet.heap.collect(jet.mutator, CollectionKind.FULL);
    }
}
