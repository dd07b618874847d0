package dev.jetvm.runtime.gc;

/**
 * The number and size in bytes of the objects that are not yet reclaimed, by space. Sizes include headers. Immortal
 * space is not included, because its objects are never reclaimed.
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
