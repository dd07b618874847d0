package dev.jetvm.benchmarks;

import static dev.jetvm.benchmarks.BenchmarkHeap.NATIVE_ACCESS;

import dev.jetvm.runtime.gc.CollectionKind;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the store of one reference to each of 10,000 records, for each path of the write barrier. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BarrierBenchmark.RECORDS)
@Fork(value = 1, jvmArgs = "-Xmx1g", jvmArgsAppend = NATIVE_ACCESS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class BarrierBenchmark {
    static final int RECORDS = 10_000;
    private static final int TOTAL = 24;

    /** Young records. Their addresses are stable: no collection runs during the stores. */
    @State(Scope.Thread)
    public static class Young {
        final BenchmarkHeap jet = new BenchmarkHeap(Map.of("scheduler.threads", "1"));
        final long[] records = new long[RECORDS];

        @Setup
        public void prepare() {
            jet.chain(jet.header(TOTAL), RECORDS);
            makeReady();
        }

        /** Promotes the records to the age that this state requires. */
        void makeReady() {
            collectAddresses(jet, records);
        }
    }

    /** Old records that were logged by the first round of stores. */
    @State(Scope.Thread)
    public static class Logged extends Young {
        @Override
        void makeReady() {
            jet.heap.collect(jet.mutator, CollectionKind.MINOR);
            collectAddresses(jet, records);
        }
    }

    /** Old records that a collection before each round returns to the unlogged state. */
    @State(Scope.Thread)
    public static class Unlogged extends Logged {
        @Setup(Level.Invocation)
        public void unlog() {
            jet.heap.collect(jet.mutator, CollectionKind.MINOR);
        }
    }

    /** Baseline: words of an array at the same distance as the slots of the records. */
    @State(Scope.Thread)
    public static class Plain {
        final long[] words = new long[RECORDS * TOTAL / Long.BYTES];
    }

    private static void collectAddresses(BenchmarkHeap jet, long[] records) {
        long word = jet.mutator.kept(0);
        for (int k = 0; k < RECORDS; k++) {
            records[k] = BenchmarkHeap.WORDS.address(word);
            word = jet.mutator.load(records[k] + BenchmarkHeap.SLOT);
        }
    }

    /** Stores to each record the word that it already holds, so that the list stays intact. */
    private static void storeToAll(Young state) {
        for (int k = 0; k < RECORDS; k++) {
            long next = k + 1 < RECORDS
                    ? BenchmarkHeap.WORDS.reference(state.records[k + 1])
                    : BenchmarkHeap.WORDS.nil();
            state.jet.mutator.store(state.records[k], state.records[k] + BenchmarkHeap.SLOT, next);
        }
    }

    @Benchmark
    public void storeToYoung(Young state) {
        storeToAll(state);
    }

    @Benchmark
    public void storeToLogged(Logged state) {
        storeToAll(state);
    }

    @Benchmark
    public void storeToUnlogged(Unlogged state) {
        storeToAll(state);
    }

    @Benchmark
    public long[] plainArrayStore(Plain state) {
        for (int k = 0; k < RECORDS; k++) {
            state.words[k * (TOTAL / Long.BYTES)] = k;
        }
        return state.words;
    }
}
