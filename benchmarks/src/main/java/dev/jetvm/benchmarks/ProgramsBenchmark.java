package dev.jetvm.benchmarks;

import static dev.jetvm.benchmarks.BenchmarkHeap.NATIVE_ACCESS;

import dev.jetvm.vm.fast.Engines;
import java.io.IOException;
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
 * Measures the warm execution of the programs of {@code programs/}: repeated runs in one process, with the options that
 * the launcher passes to {@code jet run}. Two processes are measured, because the JVM's compilers may generate
 * different code in each.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgs = {"-XX:+UseSerialGC", "-XX:-UseCompressedOops"}, jvmArgsAppend = NATIVE_ACCESS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class ProgramsBenchmark {
    @Param({"binary_trees", "fib", "method_call", "properties", "string_equality", "zoo"})
    @SuppressWarnings("NullAway.Init") // set by JMH
    public String program;

    @SuppressWarnings("NullAway.Init") // set before the trial
    private Program runnable;

    /** Loads the program. The build copies the programs to the class path. */
    @Setup
    public void load() throws IOException {
        runnable = new Program(Program.text(program), Engines.standard());
    }

    @Benchmark
    public String run() {
        return runnable.run();
    }
}
