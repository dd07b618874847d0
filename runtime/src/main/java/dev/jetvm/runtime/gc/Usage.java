package dev.jetvm.runtime.gc;

/**
 * Objects that are not reclaimed yet, by space, headers included. Immortal space is apart: nothing of it is ever
 * reclaimed.
 *
 * @spec HEAP-30
 */
public record Usage(long nurseryObjects, long nurseryBytes, long matureObjects, long matureBytes, long largeObjects,
        long largeBytes) {

    public long objects() {
        return nurseryObjects + matureObjects + largeObjects;
    }

    public long bytes() {
        return nurseryBytes + matureBytes + largeBytes;
    }
}
