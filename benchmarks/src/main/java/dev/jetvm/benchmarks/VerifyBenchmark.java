package dev.jetvm.benchmarks;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.ModuleReader;
import dev.jetvm.vm.module.ModuleWriter;
import dev.jetvm.vm.module.TypeDef;
import dev.jetvm.vm.verify.Verified;
import dev.jetvm.vm.verify.Verifier;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
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
 * How long it takes to read and to verify a module, by its length and by the shape of its code. Both grow in proportion
 * to the length; a shape that did not would show here as a curve.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class VerifyBenchmark {

    /** What the code is made of. */
    public enum Shape {
        /** Sums, one behind the other. */
        STRAIGHT,
        /** A jump in every four bytes. */
        JUMPS,
        /** The same on a stack of 7,900 operands. */
        HIGH_STACK,
        /** 256 slots, through which kinds move by one in each round of a loop. */
        RISING_KINDS
    }

    private static final int HIGH = 7_900;
    private static final int SLOTS = 256;

    /** Bytes of code. */
    @Param({"16384", "131072", "1048576", "10485760"})
    public int size;

    @Param
    public Shape shape = Shape.STRAIGHT;

    private Module module = empty();
    private byte[] file = {};

    /** Makes the module and its file. */
    @Setup
    public void make() {
        Code code = new Code();
        int height = shape == Shape.HIGH_STACK ? HIGH : 1;
        if (shape != Shape.STRAIGHT) {
            for (int k = 0; k < height; k++) {
                code.add(Opcode.TRUE);
            }
        }
        int start = code.bytes.size();
        if (shape == Shape.RISING_KINDS) {
            for (int slot = SLOTS - 1; slot > 0; slot--) {
                code.add(Opcode.GET_LOCAL, slot - 1).add(Opcode.SET_LOCAL, slot).add(Opcode.POP);
            }
        }
        while (code.bytes.size() < size) {
            switch (shape) {
                case STRAIGHT -> code.add(Opcode.CONST_1).add(Opcode.CONST_1).add(Opcode.ADD).add(Opcode.POP);
                case JUMPS, HIGH_STACK -> code.add(Opcode.JUMP_IF_FALSE, 1).add(Opcode.NOP);
                case RISING_KINDS -> code.add(Opcode.NOP);
            }
        }
        if (shape == Shape.RISING_KINDS) {
            code.add(Opcode.LOOP_W, code.bytes.size() + Opcode.LOOP_W.length() - start);
        } else {
            code.add(Opcode.HALT);
        }
        module = module(new FunctionDef("main", 0, false, shape == Shape.RISING_KINDS ? SLOTS : 4, height + 2, 0,
                TypeDef.NONE, List.<Constant>of(),
                code.bytes.toByteArray()));
        file = ModuleWriter.write(module);
    }

    private static final class Code {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Code add(Opcode opcode, int... operands) {
            bytes.write(opcode.code());
            for (int k = 0; k < operands.length; k++) {
                for (int shift = 8 * (opcode.operands().get(k).size() - 1); shift >= 0; shift -= 8) {
                    bytes.write(operands[k] >>> shift);
                }
            }
            return this;
        }
    }

    private static Module empty() {
        return module(new FunctionDef("main", 0, false, 1, 0, 0, TypeDef.NONE, List.of(),
                new byte[]{(byte) Opcode.HALT.code()}));
    }

    private static Module module(FunctionDef main) {
        return new Module("m", "", List.of("m", "main"), List.of(), List.of(), List.of(main), List.of(), List.of(), 0,
                Optional.empty(), Optional.empty(), List.of());
    }

    @Benchmark
    public Verified verify() {
        return Verifier.verify(module);
    }

    @Benchmark
    public Module read() {
        return ModuleReader.read(file);
    }
}
