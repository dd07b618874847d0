package dev.jetvm.benchmarks;

import static dev.jetvm.benchmarks.BenchmarkHeap.NATIVE_ACCESS;

import java.io.IOException;
import java.util.concurrent.ForkJoinPool;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Tasks of Jet, virtual threads and tasks of a {@link ForkJoinPool} in the same run: task switches, spawn and join, fan-out and fan-in.
 * A score is the time of a whole load, {@link Load#operations} operations. All have one worker, so that a switch is a switch and not two
 * threads that run at the same time; {@code -jvmArgsAppend -Djdk.virtualThreadScheduler.parallelism=2} gives each two.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = {"-Xmx2g", "-XX:-UseCompressedOops",
        "-Djdk.virtualThreadScheduler.parallelism=1"}, jvmArgsAppend = NATIVE_ACCESS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class TaskBenchmark {
    private static final int WORKERS = Integer.getInteger(TaskTimes.PARALLELISM, 1);

    @Param
    @SuppressWarnings("NullAway.Init") // set by JMH
    public TaskLoad load;

    @SuppressWarnings("NullAway.Init") // set before the trial
    private Program program;
    @SuppressWarnings("NullAway.Init") // set before the trial
    private ForkJoinPool pool;

    @Setup(Level.Trial)
    public void prepare() throws IOException {
        program = load.program(WORKERS);
        pool = new ForkJoinPool(WORKERS);
    }

    @TearDown(Level.Trial)
    public void close() {
        pool.close();
    }

    @Benchmark
    public String jet() {
        return program.run();
    }

    @Benchmark
    public void virtualThreads() throws InterruptedException {
        load.virtualThreads();
    }

    /** Fails for loads that tasks of a pool cannot do. */
    @Benchmark
    public void forkJoinPool() {
        load.forkJoin(pool);
    }
}
