package dev.jetvm.benchmarks;

import dev.jetvm.conformance.history.History;
import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Values;
import dev.jetvm.conformance.linearizability.Checker;
import dev.jetvm.conformance.linearizability.Judgement;
import dev.jetvm.conformance.linearizability.Limits;
import dev.jetvm.conformance.linearizability.Model;
import dev.jetvm.conformance.linearizability.Models;
import dev.jetvm.conformance.testing.HistorySimulation;
import dev.jetvm.conformance.testing.HistorySimulation.Call;
import dev.jetvm.conformance.testing.HistorySimulation.Calls;
import dev.jetvm.conformance.testing.HistorySimulation.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long the linearizability checker takes for long histories: cold, as the command, and repeated. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SingleShotTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class HistoryBenchmark {
    private static final Model<?> STORE = Models.of("key-value", Map.of());
    private static final Model<?> QUEUE = Models.of("queue", Map.of());

    private List<Operation> store = List.of();
    private List<Operation> wrongStore = List.of();
    private List<Operation> queue = List.of();

    /** 1,700 operations of 50 clients on 10 keys, the same with one wrong answer, and 10,000 on a queue. */
    @Setup
    public void make() {
        List<History.Timed> made = simulated(STORE, new Size(50, 1700, 0), HistorySimulation.storeCalls());
        store = operations(made);
        wrongStore = operations(spoilt(made));
        queue = operations(simulated(QUEUE, new Size(8, 10_000, 0), (random, _, number) -> random.nextBoolean()
                ? new Call("", "enqueue", (long) number)
                : new Call("", "dequeue", Values.NIL)));
    }

    private static <S> List<History.Timed> simulated(Model<S> model, Size size, Calls calls) {
        return new HistorySimulation<>(model, size, 7).run(calls);
    }

    private static List<Operation> operations(List<History.Timed> made) {
        return History.of("", Map.of(), made, 0).operations();
    }

    /** Replaces the answer of the last completed read by a value that was never written. */
    private static List<History.Timed> spoilt(List<History.Timed> made) {
        List<History.Timed> spoilt = new ArrayList<>(made);
        for (int i = made.size() - 1; i >= 0; i--) {
            History.Timed each = made.get(i);
            if (each.name().equals("get") && each.completed()) {
                spoilt.set(i, new History.Timed(each.thread(), each.object(), each.name(), each.argument(), true, "ok",
                        "lost", each.start(), each.end(), List.of(), 0));
                return spoilt;
            }
        }
        return spoilt;
    }

    @Benchmark
    public Judgement keyValue() {
        return Checker.within(Limits.usual()).check(store, STORE);
    }

    /** With the explanation. */
    @Benchmark
    public Judgement keyValueNotLinearizable() {
        return Checker.within(Limits.usual()).check(wrongStore, STORE);
    }

    @Benchmark
    public Judgement queue() {
        return Checker.within(Limits.usual()).check(queue, QUEUE);
    }
}
