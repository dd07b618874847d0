package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.type.TypeConstants.*;

import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;

/**
 * Reads descriptors and the tables that they refer to; any thread may, without a lock. They are immortal and do not move;
 * all that ever changes in one is a function in a table, which is replaced by one store.
 *
 * @spec TYPE-01
 * @spec TYPE-08
 * @spec TYPE-09
 * @spec TYPE-13
 */
public final class Descriptors {
    private final ManagedHeap heap;
    private final ValueModel model;
    private final Memory memory;
    private final boolean reflection;

    /** @param reflection whether names and fields are kept for run time */
    Descriptors(ManagedHeap heap, ValueModel model, boolean reflection) {
        this.heap = heap;
        this.model = model;
        this.memory = heap.store().memory();
        this.reflection = reflection;
    }

    DescriptorWriter writer(Mutator mutator) {
        return new DescriptorWriter(heap, mutator, model, reflection);
    }

    /**
     * The word of a value that lives as long as the runtime: its box, if it needs one, is immortal. A safepoint.
     *
     * @throws dev.jetvm.runtime.panic.PanicException {@code out-of-memory}
     */
    public long constant(Mutator mutator, Value value) {
        return writer(mutator).constant(value);
    }

    /** Puts another function in the place of one wherever a table has it. */
    void replace(long table, long first, int count, long before, long after) {
        for (int k = 0; k < count; k++) {
            long slot = table(table) + first + (long) Long.BYTES * k;
            if (memory.wordOpaque(slot) == before) {
                memory.setWordRelease(slot, after);
            }
        }
    }

    /** Where the bytes of a table begin. */
    private long table(long word) {
        return model.address(word) + HeaderConstants.HEADER_SIZE;
    }

    public long count(long methodTable) {
        return model.isReference(methodTable) ? Integer.toUnsignedLong(memory.int32(table(methodTable))) : 0;
    }

    /** The number of the function in a place of a method table; the place must be below its count. */
    int functionNumber(long methodTable, long index) {
        return number(memory.wordAcquire(table(methodTable) + METHODS + Long.BYTES * index));
    }

    /** The number of the function in a slot of a vtable. */
    int vtableFunction(long vtable, int slot) {
        return number(memory.wordAcquire(table(vtable) + VTABLE_METHODS + (long) Long.BYTES * slot));
    }

    private int number(long function) {
        return memory.int32(model.address(function) + FUNCTION_NUMBER);
    }

    /** The type that a vtable is for. */
    int vtableType(long vtable) {
        return memory.int32(table(vtable) + VTABLE_TYPE);
    }

    /**
     * The method table of an interface, found by bisection; nil if the type lacks it.
     *
     * @spec TYPE-09
     */
    long find(long descriptor, long id) {
        long list = memory.word(descriptor + INTERFACES_OFFSET);
        long low = 0;
        long high = Integer.toUnsignedLong(memory.int32(descriptor + INTERFACE_COUNT_OFFSET)) - 1;
        while (low <= high) {
            long middle = (low + high) / 2;
            long entry = table(list) + INTERFACE_SIZE * middle;
            long found = Integer.toUnsignedLong(memory.int32(entry + INTERFACE_ID));
            if (found == id) {
                return memory.word(entry + INTERFACE_TABLE);
            }
            if (found < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return model.nil();
    }

    /** The words of a descriptor that lead elsewhere. */
    long link(long descriptor, int offset) {
        return memory.word(descriptor + offset);
    }
}
