package dev.jetvm.benchmarks;

import static dev.jetvm.benchmarks.BenchmarkHeap.NATIVE_ACCESS;

import dev.jetvm.runtime.object.Representation;
import dev.jetvm.runtime.type.Body;
import dev.jetvm.runtime.type.CallCaches;
import dev.jetvm.runtime.type.CallCaches.CallSite;
import dev.jetvm.runtime.type.Function;
import dev.jetvm.runtime.type.Interface;
import dev.jetvm.runtime.type.Method;
import dev.jetvm.runtime.type.Signature;
import dev.jetvm.runtime.type.StructType;
import dev.jetvm.runtime.type.Structs;
import dev.jetvm.runtime.type.TypeDeclaration;
import dev.jetvm.runtime.type.TypeDeclaration.Implementation;
import dev.jetvm.runtime.type.TypeSystem;
import dev.jetvm.runtime.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures method lookup from the receiver's word to the function, with the inline cache of the call site or by search
 * alone. The body is not executed. Each type implements many interfaces, so that a search has a realistic length.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DispatchBenchmark.CALLS)
@Fork(value = 1, jvmArgs = "-Xmx1g", jvmArgsAppend = NATIVE_ACCESS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class DispatchBenchmark {
    static final int CALLS = 1_000;
    private static final int INTERFACES = 16;

    /**
     * A call site whose receivers cycle through {@code types} types. No collection runs, so their addresses are
     * stable.
     */
    @State(Scope.Thread)
    public static class Site {
        /** 1 is monomorphic, 2 to 4 polymorphic, more megamorphic. */
        @Param({"1", "2", "4", "8"})
        public int types;

        final BenchmarkHeap jet = new BenchmarkHeap(Map.of("scheduler.threads", "1"));
        final long[] receivers = new long[CALLS];
        final TypeSystem system = jet.types();
        private final List<Interface> all = IntStream.rangeClosed(1, INTERFACES)
                .mapToObj(id -> system.definitions().define(id, "I" + id, List.of(new Signature("m", List.of()))))
                .toList();
        final Interface target = all.getLast();
        final CallSite cached = system.caches().callSite(target, "m", 4);

        @Setup
        public void prepare() {
            Structs structs = new Structs(jet.mutator, BenchmarkHeap.WORDS);
            List<StructType> declared = IntStream.range(0, types)
                    .mapToObj(k -> system.definitions().define(jet.mutator, type("T" + k, all)))
                    .toList();
            for (int k = 0; k < CALLS; k++) {
                receivers[k] = BenchmarkHeap.WORDS.reference(structs.allocate(declared.get(k % types)));
            }
        }

        private static TypeDeclaration type(String name, List<Interface> all) {
            Method method = new Method(new Signature("m", List.of()), new Body.Return(Value.Nil.NIL));
            return new TypeDeclaration(0, name, List.of(), Set.of(), Representation.DEFAULT, List.of(method),
                    all.stream().map(each -> new Implementation(each.name(), List.of("m"))).toList(), "");
        }
    }

    @Benchmark
    public int cached(Site state) {
        CallCaches caches = state.system.caches();
        int sum = 0;
        for (long receiver : state.receivers) {
            Function function = caches.resolve(state.cached, state.system.typeOf(receiver));
            sum += function.number();
        }
        return sum;
    }

    @Benchmark
    public int searched(Site state) {
        int sum = 0;
        for (long receiver : state.receivers) {
            Function function = state.system.find(state.system.typeOf(receiver), state.target, 0);
            sum += function.number();
        }
        return sum;
    }
}
