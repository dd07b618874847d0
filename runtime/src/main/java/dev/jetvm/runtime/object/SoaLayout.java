package dev.jetvm.runtime.object;

import static dev.jetvm.runtime.memory.Alignment.roundUp;
import static dev.jetvm.runtime.object.LayoutConstants.*;

import dev.jetvm.runtime.panic.RejectException;
import java.util.ArrayList;
import java.util.List;

/**
 * The layout of a struct of arrays: the array header, then one column for each field, in declaration order.
 *
 * @param columns offsets of the columns from the start of the header, in declaration order
 * @param payload in bytes
 * @param align the alignment of the object in bytes, at least 64
 * @spec PERF-02
 */
public record SoaLayout(List<Field> fields, List<Long> columns, long payload, int align) {

    /**
     * Computes the layout for a capacity in elements.
     *
     * @throws RejectException {@code field-duplicate}, {@code payload-limit}
     */
    public static SoaLayout of(List<Field> fields, long capacity) {
        Field.checkNames(fields);
        if (capacity < 0 || capacity > ARRAY_LENGTH_MAX) {
            throw RejectException.invalid("payload-limit", "a capacity is 0 to 2^32-1");
        }
        List<Long> columns = new ArrayList<>();
        long end = ARRAY_DATA_OFFSET;
        int align = COLUMN_ALIGN;
        for (Field field : fields) {
            int columnAlign = Math.max(COLUMN_ALIGN, field.type().align());
            align = Math.max(align, columnAlign);
            long at = roundUp(end, columnAlign);
            columns.add(at);
            end = limited(at, field.type().stride(), capacity);
        }
        return new SoaLayout(fields, columns, end - FIRST_FIELD, align);
    }

    private static long limited(long at, long stride, long capacity) {
        // Both factors are below 2^33, so their product may need more than 64 bits.
        long end = at + stride * capacity;
        if (Math.multiplyHigh(stride, capacity) != 0 || end < 0 || end - FIRST_FIELD > PAYLOAD_MAX) {
            throw RejectException.invalid("payload-limit", "the columns need more than 2^32-1 bytes");
        }
        return end;
    }

    /** The total size in the heap, in bytes. */
    public long total() {
        return roundUp(FIRST_FIELD + payload, MIN_ALIGN);
    }
}
