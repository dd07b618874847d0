package dev.jetvm.benchmarks;

import static dev.jetvm.benchmarks.BenchmarkHeap.NATIVE_ACCESS;

import dev.jetvm.runtime.memory.Header;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the allocation of short-lived objects, including the resulting minor collections. The baseline is a Java
 * byte array of the same size.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g", jvmArgsAppend = NATIVE_ACCESS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class AllocationBenchmark {
    private static final int JAVA_ARRAY_HEADER = 16;

    /** The object size in bytes, including a header of 16 bytes, for Jet and Java. */
    @Param({"24", "64", "256", "4096"})
    public int total;

    private final BenchmarkHeap jet = new BenchmarkHeap(Map.of("scheduler.threads", "1"));
    private Header header = jet.header(24);

    @Setup
    public void prepare() {
        header = jet.header(total);
    }

    @Benchmark
    public long jetObject() {
        return jet.allocate(header);
    }

    @Benchmark
    public byte[] javaObject() {
        return new byte[total - JAVA_ARRAY_HEADER];
    }
}
