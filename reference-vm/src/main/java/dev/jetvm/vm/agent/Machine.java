package dev.jetvm.vm.agent;

import dev.jetvm.runtime.memory.BumpSpace;
import dev.jetvm.runtime.value.Evaluator;
import dev.jetvm.runtime.value.SymbolTable;
import dev.jetvm.runtime.value.ValueModel;

/** The state of one agent: what {@code configure} sets and {@code reset} renews. */
final class Machine {
    /** Enough for the operands and the result of one operation with the longest line, several times over. */
    private static final long HEAP_BYTES = 16 << 20;

    private final BumpSpace heap = new BumpSpace(HEAP_BYTES);
    private SymbolTable symbols = new SymbolTable();
    private ValueModel model;

    Machine(ValueModel model) {
        this.model = model;
    }

    void configure(ValueModel profile) {
        model = profile;
        reset();
    }

    void reset() {
        symbols = new SymbolTable();
        heap.clear();
    }

    SymbolTable symbols() {
        return symbols;
    }

    /** An evaluator on an empty heap: no object outlives the operation that made it. */
    Evaluator evaluator() {
        heap.clear();
        return new Evaluator(model, heap);
    }
}
