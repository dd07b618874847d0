package dev.jetvm.runtime.object;

import static dev.jetvm.runtime.memory.Alignment.roundUp;
import static dev.jetvm.runtime.object.LayoutConstants.*;

import dev.jetvm.runtime.panic.RejectException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The layout of a struct.
 *
 * <p>By default fields are stably sorted by descending alignment, and each field is placed at the lowest free offset
 * that satisfies its alignment. Up to an alignment of 16 this leaves no hole between fields. For a larger alignment,
 * later fields fill the gap between the header and the first field (ERR-074).
 *
 * @param offsets in bytes from the start of the header, in declaration order
 * @param size the size of header and fields in bytes, rounded up to the alignment unless packed
 * @param align the alignment of the instance in bytes, at least 8
 * @spec STRUCT-01
 * @spec STRUCT-02
 * @spec STRUCT-03
 * @spec STRUCT-04
 * @spec STRUCT-05
 * @spec STRUCT-06
 * @spec STRUCT-07
 * @spec STRUCT-08
 * @spec STRUCT-09
 * @spec STRUCT-10
 * @spec STRUCT-11
 */
public record StructLayout(List<Field> fields, List<Long> offsets, long size, int align) {

    /**
     * Computes the layout of a struct.
     *
     * @throws RejectException {@code field-duplicate}, {@code layout-packed-ref}, {@code payload-limit}
     */
    public static StructLayout of(List<Field> fields, Representation representation) {
        Field.checkNames(fields);
        if (representation.packed()) {
            return packed(fields);
        }
        List<Integer> order = order(fields, representation.c());
        Placement placement = new Placement(fields.size());
        for (int index : order) {
            FieldType type = fields.get(index).type();
            placement.place(index, type, representation.c());
        }
        int align = MIN_ALIGN;
        for (Field field : fields) {
            align = Math.max(align, field.type().align());
        }
        align = (int) Math.max(align, representation.align());
        return new StructLayout(fields, placement.offsets(), limited(roundUp(placement.end(), align)), align);
    }

    private static StructLayout packed(List<Field> fields) {
        List<Long> offsets = new ArrayList<>();
        long at = FIRST_FIELD;
        for (Field field : fields) {
            if (field.type().isReference()) {
                // A reference must be one aligned word, or a store could tear it (ERR-078).
                throw RejectException.invalid("layout-packed-ref",
                        "packed struct with the reference " + field.name());
            }
            offsets.add(at);
            at += field.type().size();
        }
        return new StructLayout(fields, offsets, limited(at), MIN_ALIGN);
    }

    private static long limited(long size) {
        if (size - FIRST_FIELD > PAYLOAD_MAX) {
            throw RejectException.invalid("payload-limit", "the fields need more than 2^32-1 bytes");
        }
        return size;
    }

    private static List<Integer> order(List<Field> fields, boolean declared) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, fields.size()).boxed().toList());
        if (!declared) {
            order.sort(Comparator.comparing((Integer index) -> fields.get(index).type().align()).reversed());
        }
        return order;
    }

    /** The total size of an instance in the heap, in bytes. */
    public long allocated() {
        return roundUp(size, MIN_ALIGN);
    }

    /** The number of payload bytes that no field uses. */
    public long padding() {
        return size - FIRST_FIELD - fields.stream().mapToLong(field -> field.type().size()).sum();
    }
}
