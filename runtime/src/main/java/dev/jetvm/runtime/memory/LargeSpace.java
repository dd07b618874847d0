package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.REGION_SIZE;

import dev.jetvm.runtime.memory.RegionTable.Use;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/**
 * The space of objects larger than a region. Each object begins its own extent of whole regions.
 *
 * @spec HEAP-06
 * @spec GC-30
 */
public final class LargeSpace {
    private final HeapStore store;
    private final TreeSet<Long> objects = new TreeSet<>();
    private long bytes;

    public LargeSpace(HeapStore store) {
        this.store = store;
    }

    /** The number of regions in the extent of an object of {@code total} bytes. */
    public static int regions(long total) {
        return (int) ((total + REGION_SIZE - 1) / REGION_SIZE);
    }

    /** Allocates {@code total} zeroed bytes. Returns their address, or 0 if too few contiguous regions are free. */
    public synchronized long allocate(long total) {
        int region = store.acquire(regions(total), Use.LARGE);
        if (region < 0) {
            return 0;
        }
        long at = RegionTable.addressOf(region);
        store.claim(at, total);
        objects.add(at);
        bytes += total;
        return at;
    }

    /** Visits every object in ascending order of address. */
    public synchronized void forEach(LongConsumer consumer) {
        objects.forEach(consumer::accept);
    }

    /** Releases the extents of all objects for which {@code kept} is false. */
    public synchronized void sweep(LongPredicate kept) {
        objects.removeIf(address -> {
            if (kept.test(address)) {
                return false;
            }
            free(address);
            return true;
        });
    }

    /** Releases the extent of one object. */
    public synchronized void release(long address) {
        objects.remove(address);
        free(address);
    }

    private void free(long address) {
        long total = store.total(address);
        bytes -= total;
        store.removeObject(address, total);
        // The extent may stay unused for long, so its memory is returned to the system.
        store.memory().discard(address, address + total);
        int first = RegionTable.regionOf(address);
        for (int region = first; region < first + regions(total); region++) {
            store.release(region);
        }
    }

    public synchronized long bytes() {
        return bytes;
    }

    public synchronized long count() {
        return objects.size();
    }
}
