package dev.jetvm.runtime.type;

import static dev.jetvm.runtime.type.TypeConstants.*;

import dev.jetvm.runtime.gc.ManagedHeap;
import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.memory.HeaderConstants;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.value.Value;
import dev.jetvm.runtime.value.ValueModel;

/**
 * Reads descriptors and the tables they refer to. Any thread may use it without a lock. Descriptors and tables are
 * immortal and do not move. Only the functions in tables change; each is replaced by one store.
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

    /** @param reflection whether names and fields are available at run time */
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
     * Returns the word of a value. If the value needs a box, the box is immortal. This is a safepoint.
     *
     * @throws dev.jetvm.runtime.panic.PanicException {@code out-of-memory}
     */
    public long constant(Mutator mutator, Value value) {
        return writer(mutator).constant(value);
    }

    /** Replaces every occurrence of a function in a table by another function. */
    void replace(long table, long first, int count, long before, long after) {
        for (int k = 0; k < count; k++) {
            long slot = table(table) + first + (long) Long.BYTES * k;
            if (memory.wordOpaque(slot) == before) {
                memory.setWordRelease(slot, after);
            }
        }
    }

    /** Returns the address of the first byte of a table. */
    private long table(long word) {
        return model.address(word) + HeaderConstants.HEADER_SIZE;
    }

    /** Returns the number of methods in a method table; 0 for nil. */
    public long count(long methodTable) {
        return model.isReference(methodTable) ? Integer.toUnsignedLong(memory.int32(table(methodTable))) : 0;
    }

    /** Returns the number of the function at an index of a method table. The index must be less than the count. */
    int functionNumber(long methodTable, long index) {
        return number(memory.wordAcquire(table(methodTable) + METHODS + Long.BYTES * index));
    }

    /** Returns the number of the function in a slot of a vtable. */
    int vtableFunction(long vtable, int slot) {
        return number(memory.wordAcquire(table(vtable) + VTABLE_METHODS + (long) Long.BYTES * slot));
    }

    private int number(long function) {
        return memory.int32(model.address(function) + FUNCTION_NUMBER);
    }

    /** Returns the id of the concrete type of a vtable. */
    int vtableType(long vtable) {
        return memory.int32(table(vtable) + VTABLE_TYPE);
    }

    /**
     * Returns the method table of an interface, or nil if the type does not implement it. Uses binary search.
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

    /** Returns a word of a descriptor that refers to another object. */
    long link(long descriptor, int offset) {
        return memory.word(descriptor + offset);
    }
}
