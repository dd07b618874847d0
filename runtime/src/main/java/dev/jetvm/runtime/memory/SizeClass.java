package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import java.util.Locale;

/**
 * The kind of storage in which an object is allocated, determined by its total size.
 *
 * @spec HEAP-06
 * @spec HEAP-07
 */
public enum SizeClass {
    /** In a block of 32 KB. The object does not cross a block boundary. */
    BLOCK,
    /** In a run of lines of a region of 256 KB. The object does not cross a region boundary. */
    REGION,
    /** In its own extent in the large object space. */
    LARGE;

    /** @param total the size in bytes, header included, rounded up to 8 */
    public static SizeClass of(long total) {
        return total <= BLOCK_OBJECT_MAX ? BLOCK : total <= REGION_OBJECT_MAX ? REGION : LARGE;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
