package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;

/**
 * Closures: functions with captured variables. The object contains the number of the function, then one upvalue for
 * each capture.
 *
 * @spec ISA-11
 * @spec ISA-30
 * @spec ERR-213
 */
@PerMutator
final class Closures {
    /** Bytes of each capture in the code: a flag that is 0 for an upvalue and nonzero for a slot, and an index. */
    static final int CAPTURE_BYTES = 2;
    private static final int CAPTURES_OFFSET = Calls.NUMBER_OFFSET + Long.BYTES;

    private final Worker in;
    private final Values values;
    private final Mutator mutator;
    private final Memory memory;

    Closures(Worker in) {
        this.in = in;
        this.values = in.values;
        this.mutator = in.mutator;
        this.memory = mutator.memory();
    }

    /**
     * Creates a closure and returns its word. A safepoint.
     *
     * @param at offset of the captures in the code
     */
    long newClosure(LinkedFunction target, byte[] code, int at) {
        int count = target.upvalues;
        int closure = mutator.keep(values.nil);
        try {
            for (int k = 0; k < count; k++) {
                int index = code[at + CAPTURE_BYTES * k + 1] & 0xFF;
                long upvalue = code[at + CAPTURE_BYTES * k] != 0
                        ? in.upvalues.capture(in.stack, index)
                        : capture(in.stack.closure(), index);
                mutator.keep(upvalue);
            }
            long object = mutator.allocate(Header.fresh(BuiltinType.CLOSURE.id(),
                    Long.BYTES * (1L + count), 0, Long.BYTES));
            values.setRaw(object, Calls.NUMBER_OFFSET, target.number);
            for (int k = 0; k < count; k++) {
                memory.setWord(object + CAPTURES_OFFSET + (long) Long.BYTES * k, mutator.kept(closure + 1 + k));
            }
            return values.model.reference(object);
        } finally {
            mutator.release(closure);
        }
    }

    /** Returns an upvalue of a closure. */
    long capture(long closure, int index) {
        return mutator.load(values.address(closure) + CAPTURES_OFFSET + (long) Long.BYTES * index);
    }
}
