package dev.jetvm.vm.agent;

import dev.jetvm.runtime.gc.HeapOptions;
import dev.jetvm.runtime.memory.BumpSpace;
import dev.jetvm.runtime.type.TypeOptions;
import dev.jetvm.runtime.value.Evaluator;
import dev.jetvm.runtime.value.SymbolTable;
import dev.jetvm.runtime.value.ValueModel;
import dev.jetvm.vm.fast.Engines;
import dev.jetvm.vm.interp.Engine;
import dev.jetvm.vm.interp.Vm;
import dev.jetvm.vm.interp.VmOptions;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state of one agent: what {@code configure} sets and {@code reset} renews. */
final class Machine {
    /** Enough for the operands and the result of one operation with the longest line, several times over. */
    private static final long HEAP_BYTES = 16 << 20;

    private final BumpSpace scratch = new BumpSpace(HEAP_BYTES);
    private SymbolTable symbols = new SymbolTable();
    private final PrintStream log;
    private ValueModel model;
    private HeapOptions options = HeapOptions.defaults();
    private TypeOptions typeOptions = TypeOptions.defaults();
    private VmOptions vmOptions = VmOptions.defaults();
    private Engine.Factory engines = Engines.standard();
    private final VmOperations.Loaded programs = new VmOperations.Loaded();
    private @Nullable HeapMachine objects;

    /** @param log for people */
    Machine(ValueModel model, PrintStream log) {
        this.model = model;
        this.log = log;
    }

    void configure(ValueModel profile, HeapOptions wanted, TypeOptions wantedOfTypes, VmOptions wantedOfMachines,
            Engine.Factory wantedEngines) {
        vmOptions = wantedOfMachines;
        engines = wantedEngines;
        model = profile;
        options = wanted;
        typeOptions = wantedOfTypes;
        reset();
    }

    void reset() {
        symbols = new SymbolTable();
        scratch.clear();
        dropHeap();
        programs.close();
    }

    /** A machine for a program, with the options of the session. */
    Vm newVm(VmOptions limits, List<String> arguments, OutputStream out, PrintStream err) {
        return new Vm(model, options, typeOptions, limits, engines, arguments, out, err);
    }

    VmOptions vmOptions() {
        return vmOptions;
    }

    /** The programs that go on step by step. */
    VmOperations.Loaded programs() {
        return programs;
    }

    /** The heap of the session is no more; the next operation that needs one makes another. */
    void dropHeap() {
        if (objects != null) {
            objects.close();
            objects = null;
        }
    }

    /**
     * Does the work of one request. Between requests the session's mutator touches nothing, so that other threads need
     * not wait for the next line to collect.
     */
    <T> T working(Supplier<T> work) {
        if (objects != null) {
            objects.mutator().leaveBlocked();
        }
        try {
            return work.get();
        } finally {
            if (objects != null) {
                objects.mutator().enterBlocked();
            }
        }
    }

    /** The heap of the session, made when it is first needed. */
    HeapMachine heap() {
        if (objects == null) {
            objects = new HeapMachine(model, options, typeOptions, log);
        }
        return objects;
    }

    SymbolTable symbols() {
        return symbols;
    }

    /** An evaluator on an empty heap: no object outlives the operation that made it. */
    Evaluator evaluator() {
        scratch.clear();
        return new Evaluator(model, scratch);
    }
}
