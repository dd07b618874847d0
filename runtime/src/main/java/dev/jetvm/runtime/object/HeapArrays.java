package dev.jetvm.runtime.object;

import static dev.jetvm.runtime.memory.HeaderConstants.*;
import static dev.jetvm.runtime.object.LayoutConstants.*;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderWord;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.runtime.value.ValueModel;

/**
 * The operations of one mutator on array stores. An array is identified by its address, an element value by its word.
 * Only the methods that allocate are safepoints: {@link #create}, and {@link #get} if the element needs a box. In a
 * stress mode {@link #set} ends with a safepoint.
 *
 * @spec ARR-01
 * @spec ARR-02
 * @spec ARR-03
 * @spec ARR-03a
 * @spec ARR-03b
 * @spec ARR-04
 * @spec ARR-04a
 * @spec ARR-04b
 * @spec ARR-05
 * @spec BAR-09
 */
@PerMutator
public final class HeapArrays {
    private final ValueModel model;
    private final Mutator mutator;
    private final Memory memory;

    public HeapArrays(ValueModel model, Mutator mutator) {
        this.model = model;
        this.mutator = mutator;
        this.memory = mutator.memory();
    }

    /**
     * Creates a store. References are nil, elements of other classes are zero. A safepoint.
     *
     * @param length in elements, 0 to {@code capacity}
     * @param capacity in elements
     * @throws RejectException {@code payload-limit}, {@code array-length}
     * @throws PanicException {@code out-of-memory}
     */
    public long create(StorageClass element, long length, long capacity) {
        ArrayLayout layout = layout(element);
        long payload = layout.payload(capacity);
        if (length < 0 || length > capacity) {
            throw RejectException.invalid("array-length", length + " elements in a store for " + capacity);
        }
        long array = mutator
                .allocate(Header.fresh(BuiltinType.ARRAY.id(), payload, ArrayElements.of(element), layout.align()));
        memory.setInt32(array + ARRAY_LENGTH_OFFSET, (int) length);
        memory.setInt32(array + ARRAY_CAPACITY_OFFSET, (int) capacity);
        if (element == StorageClass.REF) {
            long data = address(array, element, 0);
            memory.fill(data, data + Long.BYTES * capacity, model.nil());
        }
        return array;
    }

    static ArrayLayout layout(StorageClass element) {
        return ArrayLayout.of(FieldType.of(element));
    }

    /** The address of the store that a word refers to. @throws PanicException {@code type} if it refers to none */
    public long require(long word) {
        return Objects.require(model, memory, word, BuiltinType.ARRAY);
    }

    public StorageClass element(long array) {
        return ArrayElements.storage(ArrayElements.ofFlags(HeaderWord.flags(memory.word(array + META_OFFSET))));
    }

    /** The length in elements. */
    public long length(long array) {
        return Integer.toUnsignedLong(memory.int32(array + ARRAY_LENGTH_OFFSET));
    }

    /** The capacity in elements. */
    public long capacity(long array) {
        return Integer.toUnsignedLong(memory.int32(array + ARRAY_CAPACITY_OFFSET));
    }

    /** The address of an element of an array of references. */
    public long slot(long array, long index) {
        return address(array, StorageClass.REF, index);
    }

    private static long address(long array, StorageClass element, long index) {
        return array + ARRAY_DATA_OFFSET + index * element.size();
    }

    // --- one element ---

    /**
     * Returns the word of an element. A safepoint if the value needs a box.
     *
     * @throws PanicException {@code bounds}, {@code out-of-memory}
     */
    public long get(long array, long index) {
        StorageClass element = element(array);
        long at = address(array, element, ArrayLayout.checkIndex(length(array), index));
        return element == StorageClass.REF ? mutator.load(at) : model.toWord(element.load(bits(at, element)), mutator);
    }

    /**
     * Replaces an element. In a stress mode the call ends with a safepoint.
     *
     * @throws PanicException {@code bounds}, {@code type}, {@code int-overflow}; the array is then unchanged
     */
    public void set(long array, long index, long word) {
        StorageClass element = element(array);
        long at = address(array, element, ArrayLayout.checkIndex(length(array), index));
        if (element == StorageClass.REF) {
            mutator.store(array, at, word);
        } else {
            setBits(at, element, bitsOf(element, word));
        }
    }

    /**
     * The bits that an element of a primitive class holds for a value. Checks that the value fits.
     *
     * @throws PanicException {@code type}, {@code int-overflow}
     */
    long bitsOf(StorageClass element, long word) {
        return element.store(model.toValue(word, mutator));
    }

    private long bits(long at, StorageClass element) {
        return switch (element.size()) {
            case 1 -> memory.int8(at) & 0xFF;
            case 2 -> memory.int16(at) & 0xFFFF;
            case 4 -> Integer.toUnsignedLong(memory.int32(at));
            default -> memory.word(at);
        };
    }

    private void setBits(long at, StorageClass element, long bits) {
        switch (element.size()) {
            case 1 -> memory.setInt8(at, (int) bits);
            case 2 -> memory.setInt16(at, (int) bits);
            case 4 -> memory.setInt32(at, (int) bits);
            default -> memory.setWord(at, bits);
        }
    }

    // --- many elements ---

    /**
     * Sets all elements of a window to one value.
     *
     * @throws PanicException {@code bounds}, {@code type}, {@code int-overflow}; the array is then unchanged
     */
    public void fill(long array, long from, long count, long word) {
        SliceImage.checkWindow(length(array), from, count);
        StorageClass element = element(array);
        if (element == StorageClass.REF) {
            mutator.beforeWrite(array, word);
            memory.fill(address(array, element, from), address(array, element, from + count), word);
            return;
        }
        long bits = bitsOf(element, word);
        for (long index = from; index < from + count; index++) {
            setBits(address(array, element, index), element, bits);
        }
    }

    /**
     * Copies a window of elements, as if all elements were read before any is written: both windows may be in the same
     * array and may overlap. The barrier runs once, for the destination.
     *
     * @throws PanicException {@code bounds}, {@code type} if the storage classes differ; then nothing is copied
     */
    public void copy(long from, long fromIndex, long to, long toIndex, long count) {
        StorageClass element = element(from);
        if (element != element(to)) {
            throw new PanicException(PanicCode.TYPE,
                    "elements of " + element.wire() + " cannot become " + element(to).wire());
        }
        SliceImage.checkWindow(length(from), fromIndex, count);
        SliceImage.checkWindow(length(to), toIndex, count);
        long source = address(from, element, fromIndex);
        long target = address(to, element, toIndex);
        if (element == StorageClass.REF) {
            mutator.beforeWrite(to, model.nil());
            memory.copyWords(source, target, Long.BYTES * count);
        } else {
            memory.copyBytes(source, target, element.size() * count);
        }
    }

    /**
     * Resets an unused element to nil or zero.
     *
     * @spec ARR-03
     */
    void clear(long array, long index) {
        StorageClass element = element(array);
        long at = address(array, element, index);
        if (element == StorageClass.REF) {
            mutator.beforeWrite(array, model.nil());
            memory.setWordOpaque(at, model.nil());
        } else {
            setBits(at, element, 0);
        }
    }
}
