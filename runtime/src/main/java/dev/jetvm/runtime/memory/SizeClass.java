package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import java.util.Locale;

/**
 * Where an object of a size is allocated.
 *
 * @spec HEAP-06
 * @spec HEAP-07
 */
public enum SizeClass {
    /** In a block of 32 KB, never across its end. */
    BLOCK,
    /** In a run of lines of a region of 256 KB, never across its end. */
    REGION,
    /** On its own in the large object space. */
    LARGE;

    /** @param total header included, rounded up to 8 */
    public static SizeClass of(long total) {
        return total <= BLOCK_OBJECT_MAX ? BLOCK : total <= REGION_OBJECT_MAX ? REGION : LARGE;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
