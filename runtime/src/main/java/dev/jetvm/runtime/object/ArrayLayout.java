package dev.jetvm.runtime.object;

import static dev.jetvm.runtime.memory.Alignment.roundUp;
import static dev.jetvm.runtime.object.LayoutConstants.*;

import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.LittleEndian;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.value.ValueConstants;

/**
 * The layout of an array store: header, length, capacity, elements.
 *
 * @param element the type of the elements
 * @param dataOffset the offset in bytes of element 0 from the start of the header
 * @param stride the distance in bytes from one element to the next
 * @param align the alignment of the object in bytes
 * @spec ARR-01
 * @spec ARR-02
 * @spec ARR-03
 * @spec ARR-03a
 * @spec ARR-03b
 * @spec ARR-04
 * @spec ARR-04a
 * @spec ARR-04b
 * @spec ARR-05
 * @spec ARR-09
 */
public record ArrayLayout(FieldType element, int dataOffset, long stride, int align) {

    /**
     * @spec ARR-02
     */
    public static ArrayLayout of(FieldType element) {
        int align = Math.max(MIN_ALIGN, element.align());
        return new ArrayLayout(element, (int) roundUp(ARRAY_DATA_OFFSET, align), element.stride(), align);
    }

    /**
     * The maximum number of elements. The payload, padding before the data included, has at most 2^32-1 bytes.
     *
     * @spec ARR-05
     */
    public long maxLength() {
        if (stride == 0) {
            return ARRAY_LENGTH_MAX;
        }
        return Math.min(ARRAY_LENGTH_MAX, (PAYLOAD_MAX - (dataOffset - FIRST_FIELD)) / stride);
    }

    /** The payload size in bytes. @throws RejectException {@code payload-limit} */
    public long payload(long capacity) {
        if (capacity < 0 || capacity > maxLength()) {
            throw RejectException.invalid("payload-limit",
                    capacity + " elements, at most " + maxLength() + " fit");
        }
        return dataOffset - FIRST_FIELD + capacity * stride;
    }

    /** The total size in the heap, in bytes. @throws RejectException {@code payload-limit} */
    public long total(long capacity) {
        return roundUp(FIRST_FIELD + payload(capacity), MIN_ALIGN);
    }

    /** The offset in bytes of an element from the start of the header. */
    public long offset(long index) {
        return dataOffset + index * stride;
    }

    /**
     * Performs the checks of {@link #image} without creating the image.
     *
     * @param bytes the size of the elements in use
     * @throws RejectException {@code array-length}, {@code payload-limit}
     */
    public void checkData(int bytes, long capacity) {
        payload(capacity);
        if (bytes % stride != 0 || bytes / stride > capacity) {
            throw RejectException.invalid("array-length",
                    bytes + " bytes are no whole elements, or more than the capacity");
        }
    }

    /**
     * The image of a store. Unused elements are nil in an array of references and zero in any other.
     *
     * @param data whole elements
     * @param capacity in elements
     * @throws RejectException {@code array-length}, {@code payload-limit}
     */
    public byte[] image(byte[] data, long capacity) {
        checkData(data.length, capacity);
        long payload = payload(capacity);
        byte[] image = new byte[Math.toIntExact(FIRST_FIELD + payload)];
        int flags = element.storage().map(ArrayElements::of).orElse(ArrayElements.OTHER);
        Header.fresh(BuiltinType.ARRAY.id(), payload, flags, align).writeTo(image);
        LittleEndian.setInt32(image, ARRAY_LENGTH_OFFSET, (int) (data.length / stride));
        LittleEndian.setInt32(image, ARRAY_CAPACITY_OFFSET, (int) capacity);
        System.arraycopy(data, 0, image, dataOffset, data.length);
        if (element.isReference()) {
            for (int at = dataOffset + data.length; at < image.length; at += Long.BYTES) {
                LittleEndian.setInt64(image, at, ValueConstants.NIL);
            }
        }
        return image;
    }

    /**
     * Returns the index if it is at least 0 and below the length.
     *
     * @throws PanicException {@code bounds}
     * @spec ARR-04
     */
    public static long checkIndex(long length, long index) {
        if (index < 0 || index >= length) {
            throw new PanicException(PanicCode.BOUNDS,
                    "index out of bounds: %d, length %s".formatted(index, Long.toUnsignedString(length)));
        }
        return index;
    }

    /**
     * The capacity after one more push on a full array.
     *
     * @param capacity from 0 to 2^32-1
     * @throws PanicException {@code capacity-overflow}
     * @spec ARR-09
     */
    public long grown(long capacity) {
        long next = Math.max(FIRST_CAPACITY, capacity + capacity / 2);
        if (next > maxLength()) {
            throw new PanicException(PanicCode.CAPACITY_OVERFLOW,
                    "a capacity of " + next + " is beyond " + maxLength());
        }
        return next;
    }
}
