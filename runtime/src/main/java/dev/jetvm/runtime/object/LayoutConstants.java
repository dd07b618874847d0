package dev.jetvm.runtime.object;

import dev.jetvm.runtime.memory.HeaderConstants;

/**
 * Offsets, sizes and limits of structs and arrays, in bytes; lengths and capacities are in elements.
 *
 * @spec STRUCT-01
 * @spec STRUCT-04
 * @spec ARR-01
 * @spec ARR-02
 * @spec ARR-06
 * @spec ARR-09
 * @spec PERF-02
 */
public final class LayoutConstants {
    private LayoutConstants() {}

    public static final long FIRST_FIELD = HeaderConstants.HEADER_SIZE;
    public static final int MIN_ALIGN = 8;
    public static final int ALIGN_MAX = HeaderConstants.ALIGN_MAX;
    public static final long PAYLOAD_MAX = HeaderConstants.SIZE_MAX;
    public static final int ARRAY_LENGTH_OFFSET = 16;
    public static final int ARRAY_CAPACITY_OFFSET = 20;
    public static final int ARRAY_DATA_OFFSET = 24;
    public static final long ARRAY_LENGTH_MAX = 0xFFFF_FFFFL;
    public static final int COLUMN_ALIGN = 64;
    public static final int SLICE_SIZE = 16;
    public static final int FIRST_CAPACITY = 8;
}
