package dev.jetvm.vm.fuzz;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.HeapVerifier;
import dev.jetvm.runtime.panic.Phase;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.interp.Interpreter;
import dev.jetvm.vm.interp.Linker;
import dev.jetvm.vm.interp.UnsupportedInstruction;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.interp.VmOptions;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.ModuleReader;
import dev.jetvm.vm.module.ModuleWriter;
import dev.jetvm.vm.verify.Verifier;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What becomes of a file: it is refused, or it runs and comes to a defined end. Anything else is a crash.
 *
 * <p>Clauses: VERIFY-09, MOD-01.
 */
final class Trial {
    private static final long STEPS = 20_000;
    private static final long STEPS_STRESSED = 400;
    private static final List<String> STRESS = List.of("", "", "", "allocation", "safepoint", "barrier",
            "allocation,poison", "safepoint,evacuate-all,poison");

    /** How a file may end. */
    enum End {
        MALFORMED, INVALID, UNLINKABLE, VALUE, PANIC, LIMIT, UNSUPPORTED
    }

    /** Something that must not happen; the message says what. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash(String message) {
            super(message);
        }
    }

    private Trial() {}

    /**
     * Tries a file.
     *
     * @param random decides on representation and stress
     * @throws RuntimeException or an error: a crash
     */
    static End of(byte[] file, SplittableRandom random) {
        Module module;
        try {
            module = ModuleReader.read(file);
        } catch (RejectException e) {
            return ended(e, Phase.MALFORMED, End.MALFORMED);
        }
        if (!Arrays.equals(ModuleWriter.write(module), file)) {
            throw new Crash("the file of the module that was read is another one");
        }
        try {
            Verifier.verify(module);
        } catch (RejectException e) {
            return ended(e, Phase.INVALID, End.INVALID);
        }
        return run(module, random);
    }

    private static End ended(RejectException refusal, Phase wanted, End end) {
        if (refusal.phase() != wanted) {
            throw new Crash("refused in the phase " + refusal.phase() + ": " + refusal.getMessage());
        }
        return end;
    }

    private static End run(Module module, SplittableRandom random) {
        String stress = STRESS.get(random.nextInt(STRESS.size()));
        ValueModel model = ValueModel.ofWire(random.nextBoolean() ? "tagged" : "nan").orElseThrow();
        Map<String, String> heap = stress.isEmpty()
                ? Map.of("heap.initial_size", "4194304", "heap.max_size", "16777216")
                : Map.of("heap.initial_size", "4194304", "heap.max_size", "16777216", "gc.stress", stress);
        VmOptions options = VmOptions.defaults().limited(1 << 20, 300);
        try (Vm vm = new Vm(model, HeapOptions.of(heap, random.nextLong()), TypeOptions.of(Map.of()), options,
                List.of(), OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))) {
            End end = run(vm, module, stress.isEmpty() ? STEPS : STEPS_STRESSED);
            HeapVerifier.Result heapAfter = HeapVerifier.verify(vm.heap(), vm.mutator());
            if (!heapAfter.problems().isEmpty()) {
                throw new Crash("the heap is out of order: " + heapAfter.problems().getFirst().message());
            }
            return end;
        }
    }

    private static End run(Vm vm, Module module, long steps) {
        try {
            new Linker(vm, (_, _) -> Optional.empty()).plan(module, null);
            Interpreter.State state = vm.interpreter().run(steps);
            return switch (state) {
                case RETURNED, HALTED -> End.VALUE;
                case PANIC -> End.PANIC;
                case EXHAUSTED -> End.LIMIT;
                default -> throw new Crash("the run ended while " + state);
            };
        } catch (RejectException e) {
            return End.UNLINKABLE;
        } catch (UnsupportedInstruction e) {
            return End.UNSUPPORTED;
        }
    }
}
