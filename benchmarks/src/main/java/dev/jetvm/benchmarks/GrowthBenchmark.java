package dev.jetvm.benchmarks;

import static dev.jetvm.benchmarks.BenchmarkHeap.NATIVE_ACCESS;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.assembly.Assembler;
import dev.jetvm.vm.assembly.Disassembler;
import dev.jetvm.vm.fast.Engines;
import dev.jetvm.vm.link.Linker;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.interp.VmOptions;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.ModuleReader;
import dev.jetvm.vm.module.ModuleWriter;
import dev.jetvm.vm.verify.Verified;
import dev.jetvm.vm.verify.Verifier;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures decoding, verifying, linking, assembling and disassembling a module by file size and contents. Superlinear
 * growth is visible as an increasing time per byte. {@code growth.py} prints the results as a table.
 *
 * <p>The JVM's heap is pre-touched: otherwise large modules would include the cost of page faults.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = {"-XX:+UseSerialGC", "-Xms4g", "-Xmx4g",
        "-XX:+AlwaysPreTouch"}, jvmArgsAppend = NATIVE_ACCESS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class GrowthBenchmark {

    /** The file size in bytes. */
    @Param({"10000", "100000", "1000000", "10000000"})
    public int size;

    @Param("FUNCTIONS")
    public ModuleGenerator.Shape shape = ModuleGenerator.Shape.FUNCTIONS;

    @SuppressWarnings("NullAway.Init") // set before the trial
    private Module module;
    private byte[] file = {};

    @Setup
    public void make() {
        module = ModuleGenerator.of(shape, size);
        file = ModuleWriter.write(module);
    }

    @Benchmark
    public Module decode() {
        return ModuleReader.read(file);
    }

    @Benchmark
    public Verified verify() {
        return Verifier.verify(module);
    }

    /** A virtual machine without modules. Its creation is not measured. */
    @State(Scope.Thread)
    public static class Machine {
        @SuppressWarnings("NullAway.Init") // set before each call
        private Vm vm;

        @Setup(Level.Invocation)
        public void open() {
            vm = new Vm(ValueModel.TAGGED, HeapOptions.defaults(), TypeOptions.defaults(), VmOptions.defaults(),
                    Engines.standard(), List.of(), System.out, System.err);
        }

        @TearDown(Level.Invocation)
        public void close() {
            vm.close();
        }
    }

    /**
     * Links the module, up to its first instruction. Includes verification, because the linker verifies every module.
     */
    @Benchmark
    public Vm link(Machine machine) {
        new Linker(machine.vm, (_, _) -> Optional.empty()).plan(module, null);
        return machine.vm;
    }

    /** The text form of the module. A separate state, because it is several times as long as the file. */
    @State(Scope.Thread)
    public static class Text {
        private String text = "";

        @Setup
        public void make(GrowthBenchmark benchmark) {
            text = Disassembler.text(benchmark.module);
            if (!Assembler.assemble(text).equals(benchmark.module)) {
                throw new IllegalStateException("the text is another module");
            }
        }
    }

    @Benchmark
    public Module assemble(Text text) {
        return Assembler.assemble(text.text);
    }

    @Benchmark
    public String disassemble() {
        return Disassembler.text(module);
    }
}
