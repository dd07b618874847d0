package dev.jetvm.runtime.object;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.runtime.value.ValueModel;

/**
 * The operations of one mutator on lists, which are growable arrays. A list is an object with the word of a store at 16
 * and the number of elements in use at 24. Growing replaces the store; the list remains the same object.
 *
 * <p>The length field of the store equals its capacity. Only the list records the number of elements in use. Unused
 * elements are nil or zero.
 *
 * @spec ARR-09
 * @spec ARR-10
 * @spec ARR-11
 * @spec ERR-066
 * @spec ERR-068
 */
@PerMutator
public final class HeapLists {
    private static final int STORE_OFFSET = HEADER_SIZE;
    private static final int LENGTH_OFFSET = HEADER_SIZE + 8;
    private static final int PAYLOAD = 16;

    private final ValueModel model;
    private final Mutator mutator;
    private final Memory memory;
    private final HeapArrays arrays;

    public HeapLists(ValueModel model, Mutator mutator) {
        this.model = model;
        this.mutator = mutator;
        this.memory = mutator.memory();
        this.arrays = new HeapArrays(model, mutator);
    }

    /**
     * Creates an empty list. A safepoint.
     *
     * @param capacity the initial capacity in elements
     * @throws dev.jetvm.runtime.panic.RejectException {@code payload-limit}
     * @throws PanicException {@code out-of-memory}
     */
    public long create(StorageClass element, long capacity) {
        int store = mutator.keep(model.reference(arrays.create(element, capacity, capacity)));
        try {
            long list = mutator.allocate(Header.fresh(BuiltinType.LIST.id(), PAYLOAD, 0, 8));
            memory.setWord(list + STORE_OFFSET, mutator.kept(store));
            return list;
        } finally {
            mutator.release(store);
        }
    }

    /** The address of the list that a word refers to. @throws PanicException {@code type} if it refers to none */
    public long require(long word) {
        return Objects.require(model, memory, word, BuiltinType.LIST);
    }

    /** The address of the current store of a list. */
    long store(long list) {
        return model.address(mutator.load(list + STORE_OFFSET));
    }

    public StorageClass element(long list) {
        return arrays.element(store(list));
    }

    /** The number of elements in use. */
    public long length(long list) {
        return memory.word(list + LENGTH_OFFSET);
    }

    /** The capacity in elements. */
    public long capacity(long list) {
        return arrays.capacity(store(list));
    }

    /**
     * Returns the word of an element. A safepoint if the value needs a box.
     *
     * @throws PanicException {@code bounds}, {@code out-of-memory}
     */
    public long get(long list, long index) {
        return arrays.get(store(list), ArrayLayout.checkIndex(length(list), index));
    }

    /**
     * Replaces an element. In a stress mode the call ends with a safepoint.
     *
     * @throws PanicException {@code bounds}, {@code type}, {@code int-overflow}; the list is then unchanged
     */
    public void set(long list, long index, long word) {
        arrays.set(store(list), ArrayLayout.checkIndex(length(list), index), word);
    }

    /**
     * Appends an element. A safepoint.
     *
     * @param list a temporary root
     * @param value a temporary root
     * @throws PanicException {@code type}, {@code int-overflow}, {@code capacity-overflow}, {@code out-of-memory}; the
     *         list is then unchanged
     */
    public void push(int list, int value) {
        long at = require(mutator.kept(list));
        StorageClass element = element(at);
        if (element != StorageClass.REF) {
            // A value that does not fit must not make the list grow.
            arrays.bitsOf(element, mutator.kept(value));
        }
        if (length(at) == capacity(at)) {
            grow(list);
            at = model.address(mutator.kept(list));
        }
        long length = length(at);
        memory.setWord(at + LENGTH_OFFSET, length + 1);
        arrays.set(store(at), length, mutator.kept(value));
    }

    private void grow(int list) {
        long at = model.address(mutator.kept(list));
        StorageClass element = element(at);
        long capacity = HeapArrays.layout(element).grown(capacity(at));
        long larger = arrays.create(element, capacity, capacity);
        at = model.address(mutator.kept(list));
        arrays.copy(store(at), 0, larger, 0, length(at));
        mutator.store(at, at + STORE_OFFSET, model.reference(larger));
    }

    /**
     * Removes the last element and resets it in the store to nil or zero. A safepoint.
     *
     * @param list a temporary root
     * @return the word of the element
     * @throws PanicException {@code bounds} if the list is empty, {@code out-of-memory}; the list is then unchanged
     */
    public long pop(int list) {
        long length = length(require(mutator.kept(list)));
        if (length == 0) {
            throw new PanicException(PanicCode.BOUNDS, "the list is empty");
        }
        long word = get(model.address(mutator.kept(list)), length - 1);
        long at = model.address(mutator.kept(list));
        memory.setWord(at + LENGTH_OFFSET, length - 1);
        arrays.clear(store(at), length - 1);
        return word;
    }
}
