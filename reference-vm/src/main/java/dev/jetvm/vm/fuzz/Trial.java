package dev.jetvm.vm.fuzz;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.gc.HeapVerifier;
import dev.jetvm.runtime.panic.Phase;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.fast.Engines;
import dev.jetvm.vm.interp.Outcome;
import dev.jetvm.vm.link.Linker;
import dev.jetvm.vm.interp.Panic;
import dev.jetvm.vm.interp.UnsupportedInstruction;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.interp.VmOptions;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.ModuleReader;
import dev.jetvm.vm.module.ModuleWriter;
import dev.jetvm.vm.verify.Verifier;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Tries a file. The file is rejected, or it runs to a defined end; any other outcome is a crash.
 *
 * @spec VERIFY-09
 * @spec MOD-01a
 * @spec MOD-01b
 * @spec MOD-01c
 * @spec MOD-01d
 * @spec MOD-01e
 * @spec MOD-01f
 * @spec MOD-01g
 */
final class Trial {
    private static final long STEPS = 20_000;
    private static final long STEPS_STRESSED = 400;
    /**
     * Thousands of times the duration of a run of {@link #STEPS} steps, so that a slow computer reports no false crash.
     */
    private static final Duration UNCOUNTED_TIME = Duration.ofSeconds(60);
    private static final List<String> STRESS = List.of("", "", "", "allocation", "safepoint", "barrier",
            "allocation,poison", "safepoint,evacuate-all,poison");

    /** The defined ends of a file. */
    enum End {
        MALFORMED, INVALID, UNLINKABLE, VALUE, PANIC, LIMIT, UNSUPPORTED
    }

    /** A forbidden outcome, described by the message. */
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
     * @param random selects the representation and the stress mode
     * @throws RuntimeException the exception or error of a crash
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

    /**
     * Runs the module with an instruction limit. A module that ends within the limit runs again, uninstrumented, and
     * must end with the same result; the second run has a deadline because a faulty engine may never end. A module that
     * uses finalizers is not run again, since its runs differ.
     */
    private static End run(Module module, SplittableRandom random) {
        String stress = STRESS.get(random.nextInt(STRESS.size()));
        ValueModel model = ValueModel.ofWire(random.nextBoolean() ? "tagged" : "nan").orElseThrow();
        Map<String, String> heap = stress.isEmpty()
                ? Map.of("heap.initial_size", "4194304", "heap.max_size", "16777216")
                : Map.of("heap.initial_size", "4194304", "heap.max_size", "16777216", "gc.stress", stress);
        HeapOptions options = HeapOptions.of(heap, random.nextLong());
        Run counted = run(module, model, options,
                vm -> vm.execution().run(stress.isEmpty() ? STEPS : STEPS_STRESSED));
        boolean ended = counted.end == End.VALUE || counted.end == End.PANIC;
        if (ended && module.imports().stream().noneMatch(each -> each.name().equals("finalizer"))) {
            Run uncounted = Deadline.within(UNCOUNTED_TIME, () -> run(module, model, options,
                    vm -> vm.execution().run()));
            if (!uncounted.equals(counted)) {
                throw new Crash("counted: " + counted + "; not counted: " + uncounted);
            }
        }
        return counted.end;
    }

    /** The observable outcome of a run. @param panic the panic with its trace; empty if there was none */
    private record Run(End end, String output, String panic) {}

    private static Run run(Module module, ValueModel model, HeapOptions heap,
            Function<Vm, Outcome> goes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Vm vm = new Vm(model, heap, TypeOptions.of(Map.of()), VmOptions.defaults().limited(1 << 20, 300),
                Engines.standard(), List.of(), out,
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))) {
            End end = run(vm, module, goes);
            HeapVerifier.Result heapAfter = HeapVerifier.verify(vm.heap(), vm.mutator());
            if (!heapAfter.problems().isEmpty()) {
                throw new Crash("the heap is out of order: " + heapAfter.problems().getFirst().message());
            }
            vm.flush();
            Panic panic = vm.task().panic();
            return new Run(end, out.toString(StandardCharsets.UTF_8), panic == null ? "" : panic.toString());
        }
    }

    private static End run(Vm vm, Module module, Function<Vm, Outcome> goes) {
        try {
            new Linker(vm, (_, _) -> Optional.empty()).plan(module, null);
            Outcome outcome = goes.apply(vm);
            return switch (outcome) {
                case RETURNED, HALTED -> End.VALUE;
                case PANICKED -> End.PANIC;
                case EXHAUSTED -> End.LIMIT;
                default -> throw new Crash("the run ended while " + outcome);
            };
        } catch (RejectException e) {
            return End.UNLINKABLE;
        } catch (UnsupportedInstruction e) {
            return End.UNSUPPORTED;
        }
    }
}
