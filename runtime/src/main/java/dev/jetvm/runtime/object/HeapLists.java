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
 * Arrays that can grow, as one mutator sees them: an object with the word of a store at 16 and the number of elements in
 * use at 24. Growing replaces the store; the list stays the object it was.
 *
 * <p>The store's own length is its capacity: the list alone knows how many elements are in use, and keeps the others empty.
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
     * An empty list. A safepoint.
     *
     * @param capacity elements that it has room for at first
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

    /** The address of the list that a word refers to. @throws PanicException {@code type} if it is none */
    public long require(long word) {
        return Objects.require(model, memory, word, BuiltinType.LIST);
    }

    /** The address of the store that the list has at present. */
    long store(long list) {
        return model.address(mutator.load(list + STORE_OFFSET));
    }

    public StorageClass element(long list) {
        return arrays.element(store(list));
    }

    /** Elements in use. */
    public long length(long list) {
        return memory.word(list + LENGTH_OFFSET);
    }

    /** Elements that there is room for. */
    public long capacity(long list) {
        return arrays.capacity(store(list));
    }

    /** The word of an element. A safepoint if that takes a box. @throws PanicException {@code bounds} */
    public long get(long list, long index) {
        return arrays.get(store(list), ArrayLayout.checkIndex(length(list), index));
    }

    /**
     * Replaces an element. A safepoint in a stress mode, when it is done.
     *
     * @throws PanicException {@code bounds}, {@code type}, {@code int-overflow}; the list is as before then
     */
    public void set(long list, long index, long word) {
        arrays.set(store(list), ArrayLayout.checkIndex(length(list), index), word);
    }

    /**
     * Adds an element at the end. A safepoint.
     *
     * @param list a temporary root
     * @param value a temporary root
     * @throws PanicException {@code type}, {@code int-overflow}, {@code capacity-overflow}, {@code out-of-memory}; the list
     *         is as before then
     */
    public void push(int list, int value) {
        long at = require(mutator.kept(list));
        StorageClass element = element(at);
        if (element != StorageClass.REF) {
            // What does not fit must not make the list grow.
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
     * Takes the last element away; what was there holds nothing any more. A safepoint.
     *
     * @param list a temporary root
     * @return its word
     * @throws PanicException {@code bounds} if there is none, {@code out-of-memory}; the list is as before then
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
