package dev.jetvm.runtime.memory;

/**
 * Sizes and limits of the heap. Sizes are in bytes.
 *
 * @spec HEAP-03
 * @spec HEAP-04
 * @spec HEAP-05
 * @spec HEAP-06
 * @spec HEAP-07
 * @spec HEAP-13
 * @spec BAR-05
 */
public final class HeapConstants {
    private HeapConstants() {}

    public static final int LINE_SIZE = 128;
    public static final int BLOCK_SIZE = 32_768;
    public static final int LINES_PER_BLOCK = BLOCK_SIZE / LINE_SIZE;
    public static final int REGION_SIZE = 262_144;
    public static final int BLOCKS_PER_REGION = REGION_SIZE / BLOCK_SIZE;
    public static final int LINES_PER_REGION = REGION_SIZE / LINE_SIZE;

    /** The largest total size of an object in a block: half a block (ERR-009). */
    public static final int BLOCK_OBJECT_MAX = BLOCK_SIZE / 2;
    /** The largest total size of an object in a region. Larger objects are allocated in the large object space. */
    public static final int REGION_OBJECT_MAX = REGION_SIZE;
    /**
     * The smallest total size of a medium object. One that does not fit the current hole is allocated in a free block.
     *
     * @spec HEAP-17
     */
    public static final int MEDIUM_MIN = LINE_SIZE + 1;

    public static final int OBJECT_ALIGN = 8;

    /** The largest line mark. A line mark is an epoch of one byte; 0 is never live. */
    public static final int EPOCH_MAX = 255;
    /** The cursor of a block that has no hole left. */
    public static final int CURSOR_EXHAUSTED = LINES_PER_BLOCK;
    public static final int HOLES_MAX = 255;

    /** The size of a block descriptor: line marks, cursor, free lines, bitmap, holes, padding (HEAP-13). */
    public static final int DESCRIPTOR_SIZE = 294;
    public static final int DESCRIPTOR_CURSOR = LINES_PER_BLOCK;
    public static final int DESCRIPTOR_FREE_LINES = DESCRIPTOR_CURSOR + 2;
    public static final int DESCRIPTOR_BITMAP = DESCRIPTOR_FREE_LINES + 2;
    public static final int DESCRIPTOR_HOLES = DESCRIPTOR_BITMAP + LINES_PER_BLOCK / 8;

    /** The words in a mutation log buffer of 4 KB. */
    public static final int LOG_ENTRIES = 512;

    /** The word with which the collector fills freed memory in the stress mode {@code poison}. */
    public static final long POISON = 0xDEAD_DEAD_DEAD_DEAFL;
}
