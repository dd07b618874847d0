package dev.jetvm.conformance.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The layout of fields in structs and of elements in arrays.
 *
 * <p>Clauses: STRUCT-01 to STRUCT-11, ARR-02, ARR-05, PERF-02.
 */
public final class LayoutModel {
    public static final long PAYLOAD_LIMIT = 0xFFFF_FFFFL;
    private static final int HEADER = 16;

    private LayoutModel() {}

    /** @param unit a power of two */
    public static long roundUp(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }

    /**
     * Offsets in declaration order: stable sort by descending alignment, each field at the lowest free aligned offset.
     */
    public static List<Long> firstFit(List<FieldType> fields) {
        List<Integer> order = IntStream.range(0, fields.size()).boxed()
                .sorted(Comparator.comparing((Integer i) -> -fields.get(i).align())).toList();
        Long[] offsets = new Long[fields.size()];
        List<long[]> taken = new ArrayList<>();
        for (int i : order) {
            FieldType field = fields.get(i);
            long offset = lowestFree(taken, field);
            offsets[i] = offset;
            taken.add(new long[]{offset, offset + field.size()});
        }
        return List.of(offsets);
    }

    /** A field of size 0 requires a free byte like a field of size 1, but its empty span occupies no bytes. */
    private static long lowestFree(List<long[]> taken, FieldType field) {
        for (long offset = roundUp(HEADER, field.align());; offset += field.align()) {
            long start = offset;
            long end = start + Math.max(1, field.size());
            if (taken.stream().allMatch(span -> span[0] == span[1] || span[1] <= start || end <= span[0])) {
                return offset;
            }
        }
    }

    /**
     * Offsets when fields are placed in sequence, each at its alignment; {@code packed} treats every alignment as 1.
     */
    public static List<Long> sequential(List<FieldType> fields, boolean packed) {
        List<Long> offsets = new ArrayList<>();
        long end = HEADER;
        for (FieldType field : fields) {
            long offset = packed ? end : roundUp(end, field.align());
            offsets.add(offset);
            end = offset + field.size();
        }
        return offsets;
    }

    /** The first byte after the last field. */
    public static long end(List<FieldType> fields, List<Long> offsets) {
        return IntStream.range(0, fields.size()).mapToLong(i -> offsets.get(i) + fields.get(i).size()).max()
                .orElse(HEADER);
    }

    /** max(8, largest field alignment, requested alignment). */
    public static int align(List<FieldType> fields, int asked) {
        return Math.max(Math.max(8, asked), fields.stream().mapToInt(FieldType::align).max().orElse(1));
    }

    /** The smallest size that sequential placement reaches over all orders of the fields. */
    public static long smallest(List<FieldType> fields) {
        return roundUp(smallestEnd(new ArrayList<>(fields), HEADER), align(fields, 1));
    }

    private static long smallestEnd(List<FieldType> left, long end) {
        if (left.isEmpty()) {
            return end;
        }
        long best = Long.MAX_VALUE;
        for (int i = 0; i < left.size(); i++) {
            FieldType next = left.remove(i);
            best = Math.min(best, smallestEnd(left, roundUp(end, next.align()) + next.size()));
            left.add(i, next);
        }
        return best;
    }

    /** Offset of the first element of an array. */
    public static long dataOffset(FieldType element) {
        return roundUp(24, Math.max(8, element.align()));
    }

    public static long maxLength(FieldType element) {
        return (PAYLOAD_LIMIT - (dataOffset(element) - HEADER)) / element.stride();
    }
}
