package dev.jetvm.runtime.object;

import static dev.jetvm.runtime.memory.HeaderConstants.HEADER_SIZE;
import static dev.jetvm.runtime.object.LayoutConstants.SLICE_SIZE;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.runtime.value.ValueModel;

/**
 * The operations of one mutator on slices. A slice is an object with the word of its base, an array or a list, at 16,
 * the offset of the first element at 24 and the number of elements at 28. The window is fixed. If a list becomes
 * shorter than the window, an access to a missing element panics with {@code bounds}.
 *
 * @spec ARR-06
 * @spec ARR-07
 * @spec ARR-08
 * @spec ERR-069
 * @spec ERR-070
 * @spec ERR-075
 * @spec ARR-08a
 */
@PerMutator
public final class HeapSlices {
    private static final int BASE_OFFSET = HEADER_SIZE;
    private static final int START_OFFSET = HEADER_SIZE + 8;
    private static final int COUNT_OFFSET = HEADER_SIZE + 12;

    private final ValueModel model;
    private final Mutator mutator;
    private final Memory memory;
    private final HeapArrays arrays;
    private final HeapLists lists;

    public HeapSlices(ValueModel model, Mutator mutator) {
        this.model = model;
        this.mutator = mutator;
        this.memory = mutator.memory();
        this.arrays = new HeapArrays(model, mutator);
        this.lists = new HeapLists(model, mutator);
    }

    /**
     * Creates a slice of an array or a list. A safepoint.
     *
     * @param base a temporary root
     * @throws PanicException {@code bounds}, {@code type}, {@code out-of-memory}
     */
    public long create(int base, long offset, long count) {
        SliceImage.checkWindow(available(mutator.kept(base)), offset, count);
        return allocate(base, offset, count);
    }

    /**
     * Creates a slice of a slice, with the same base. A safepoint.
     *
     * @param slice a temporary root
     * @throws PanicException {@code bounds}, {@code type}, {@code out-of-memory}
     */
    public long cut(int slice, long offset, long count) {
        long whole = require(mutator.kept(slice));
        SliceImage.checkWindow(length(whole), offset, count);
        int base = mutator.keep(base(whole));
        try {
            return allocate(base, start(whole) + offset, count);
        } finally {
            mutator.release(base);
        }
    }

    private long allocate(int base, long offset, long count) {
        long slice = mutator.allocate(Header.fresh(BuiltinType.SLICE.id(), SLICE_SIZE, 0, 8));
        memory.setWord(slice + BASE_OFFSET, mutator.kept(base));
        memory.setInt32(slice + START_OFFSET, (int) offset);
        memory.setInt32(slice + COUNT_OFFSET, (int) count);
        return slice;
    }

    /** The address of the slice that a word refers to. @throws PanicException {@code type} if it refers to none */
    public long require(long word) {
        return Objects.require(model, memory, word, BuiltinType.SLICE);
    }

    /** The word of the base, an array or a list. */
    public long base(long slice) {
        return mutator.load(slice + BASE_OFFSET);
    }

    /** The index in the base of the first element. */
    public long start(long slice) {
        return Integer.toUnsignedLong(memory.int32(slice + START_OFFSET));
    }

    /** The number of elements in the window, even if the base has become shorter. */
    public long length(long slice) {
        return Integer.toUnsignedLong(memory.int32(slice + COUNT_OFFSET));
    }

    public StorageClass element(long slice) {
        return arrays.element(store(base(slice)));
    }

    private long available(long base) {
        return isList(base) ? lists.length(model.address(base)) : arrays.length(arrays.require(base));
    }

    private long store(long base) {
        return isList(base) ? lists.store(model.address(base)) : model.address(base);
    }

    private boolean isList(long base) {
        return Objects.is(model, memory, base, BuiltinType.LIST);
    }

    /** The index of an element in the store of the base. @throws PanicException {@code bounds} */
    private long index(long slice, long index) {
        ArrayLayout.checkIndex(length(slice), index);
        return ArrayLayout.checkIndex(available(base(slice)), start(slice) + index);
    }

    /**
     * Returns the word of an element. A safepoint if the value needs a box.
     *
     * @throws PanicException {@code bounds}, {@code out-of-memory}
     */
    public long get(long slice, long index) {
        return arrays.get(store(base(slice)), index(slice, index));
    }

    /**
     * Replaces an element of the base. In a stress mode the call ends with a safepoint.
     *
     * @throws PanicException {@code bounds}, {@code type}, {@code int-overflow}; the base is then unchanged
     */
    public void set(long slice, long index, long word) {
        arrays.set(store(base(slice)), index(slice, index), word);
    }
}
