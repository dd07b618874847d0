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
 * An array store: header, length, capacity, elements.
 *
 * @param element what lies in it
 * @param dataOffset of element 0 from the start of the header
 * @param stride from one element to the next
 * @param align of the object
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
     * The payload, padding before the data included, has at most 2^32-1 bytes.
     *
     * @spec ARR-05
     */
    public long maxLength() {
        if (stride == 0) {
            return ARRAY_LENGTH_MAX;
        }
        return Math.min(ARRAY_LENGTH_MAX, (PAYLOAD_MAX - (dataOffset - FIRST_FIELD)) / stride);
    }

    /** Payload in bytes. @throws RejectException {@code payload-limit} */
    public long payload(long capacity) {
        if (capacity < 0 || capacity > maxLength()) {
            throw RejectException.invalid("payload-limit",
                    capacity + " elements, at most " + maxLength() + " fit");
        }
        return dataOffset - FIRST_FIELD + capacity * stride;
    }

    /** Bytes in the heap. */
    public long total(long capacity) {
        return roundUp(FIRST_FIELD + payload(capacity), MIN_ALIGN);
    }

    /** Of an element, from the start of the header. */
    public long offset(long index) {
        return dataOffset + index * stride;
    }

    /**
     * What {@link #image} refuses, without making the image.
     *
     * @param bytes of the elements in use
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
     * The bytes of a store.
     *
     * @param data whole elements
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
