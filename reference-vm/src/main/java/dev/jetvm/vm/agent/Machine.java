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

/** The state of one agent, set by {@code configure} and renewed by {@code reset}. */
final class Machine {
    /** The size of the scratch heap in bytes: several times what one operation on a line of maximum length needs. */
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
    private final DequeOperations.Deques deques = new DequeOperations.Deques();
    private final ChannelOperations.Known channels = new ChannelOperations.Known();
    private @Nullable HeapMachine objects;

    /** @param log receives messages for people */
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
        deques.clear();
        channels.clear();
    }

    /** Returns a machine for a program, with the options of the session. */
    Vm newVm(VmOptions limits, List<String> arguments, OutputStream out, PrintStream err) {
        return new Vm(model, options, typeOptions, limits, engines, arguments, out, err);
    }

    VmOptions vmOptions() {
        return vmOptions;
    }

    /** Returns the programs that are executed step by step. */
    VmOperations.Loaded programs() {
        return programs;
    }

    /** Returns the deques of the session. */
    DequeOperations.Deques deques() {
        return deques;
    }

    /** Returns the channels of the session, and the operations that may wait. */
    ChannelOperations.Known channels() {
        return channels;
    }

    /** Closes the heap of the session. The next operation that needs a heap creates another. */
    void dropHeap() {
        if (objects != null) {
            objects.close();
            objects = null;
        }
    }

    /**
     * Executes one request. Between requests the session's mutator is blocked, so that other threads can collect
     * without waiting for the next line.
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

    /** Returns the heap of the session, created on first use. */
    HeapMachine heap() {
        if (objects == null) {
            objects = new HeapMachine(model, options, typeOptions, log);
        }
        return objects;
    }

    SymbolTable symbols() {
        return symbols;
    }

    /** Returns an evaluator on an empty heap: no object outlives the operation that created it. */
    Evaluator evaluator() {
        scratch.clear();
        return new Evaluator(model, scratch);
    }
}
