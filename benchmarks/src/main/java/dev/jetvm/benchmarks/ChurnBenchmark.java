package dev.jetvm.benchmarks;

import dev.jetvm.runtime.object.HeapLists;
import dev.jetvm.runtime.object.HeapMaps;
import dev.jetvm.runtime.object.HeapStrings;
import dev.jetvm.runtime.object.InternTable;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.runtime.value.Value;
import java.nio.charset.StandardCharsets;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the replacement of one element in a collection of constant size. The sizes are on both sides of those at
 * which tables grow, so that a discontinuity in cost between neighbouring sizes is visible.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChurnBenchmark {
    private static final int STEPS = 1_000;

    @Param({"1000", "1023", "1024", "1025", "43690", "43691", "65000", "65535", "65536", "65537"})
    private int size = 1_000;

    private BenchmarkHeap heap = new BenchmarkHeap(Map.of());
    private HeapMaps maps = new HeapMaps(BenchmarkHeap.WORDS, heap.mutator);
    private HeapLists lists = new HeapLists(BenchmarkHeap.WORDS, heap.mutator);
    private HeapStrings strings = new HeapStrings(BenchmarkHeap.WORDS, heap.mutator);
    private InternTable table = InternTable.of(heap.heap, BenchmarkHeap.WORDS);
    private int map;
    private int list;
    private int item;
    private long next;

    @Setup(Level.Trial)
    public void fill() {
        heap = new BenchmarkHeap(Map.of("heap.max_size", "256M"));
        maps = new HeapMaps(BenchmarkHeap.WORDS, heap.mutator);
        lists = new HeapLists(BenchmarkHeap.WORDS, heap.mutator);
        strings = new HeapStrings(BenchmarkHeap.WORDS, heap.mutator);
        table = InternTable.of(heap.heap, BenchmarkHeap.WORDS);
        map = heap.mutator.keep(BenchmarkHeap.WORDS.reference(maps.create()));
        list = heap.mutator.keep(BenchmarkHeap.WORDS.reference(lists.create(StorageClass.REF, 4)));
        item = heap.mutator.keep(BenchmarkHeap.WORDS.nil());
        for (next = 0; next < size; next++) {
            number(next);
            maps.set(map, item, item);
            lists.push(list, item);
        }
    }

    @TearDown(Level.Trial)
    public void leave() {
        heap.mutator.close();
    }

    private void number(long number) {
        heap.mutator.setKept(item, BenchmarkHeap.WORDS.toWord(new Value.Int(number), heap.mutator));
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void map() {
        for (int k = 0; k < STEPS; k++, next++) {
            number(next - size);
            maps.remove(map, item);
            number(next);
            maps.set(map, item, item);
        }
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void list() {
        for (int k = 0; k < STEPS; k++) {
            lists.pop(list);
            lists.push(list, item);
        }
    }

    /** Interns texts that no root keeps alive, so that the next collection removes them from the table. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void intern() {
        for (int k = 0; k < STEPS; k++, next++) {
            heap.mutator.setKept(item, strings.make(("the text " + next % size).getBytes(StandardCharsets.UTF_8)));
            heap.mutator.setKept(item, table.intern(heap.mutator, strings, item));
        }
    }
}
