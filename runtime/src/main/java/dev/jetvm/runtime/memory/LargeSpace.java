package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.REGION_SIZE;

import dev.jetvm.runtime.memory.RegionTable.Use;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/**
 * Objects beyond a region: each begins an extent of whole regions of its own.
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

    /** Regions that an object of {@code total} bytes takes. */
    public static int regions(long total) {
        return (int) ((total + REGION_SIZE - 1) / REGION_SIZE);
    }

    /** Room of {@code total} bytes, zeroed, or 0 if there is none. */
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

    /** Every object, in order of address. */
    public synchronized void forEach(LongConsumer consumer) {
        objects.forEach(consumer::accept);
    }

    /** Gives back the extents of all objects that are not kept. */
    public synchronized void sweep(LongPredicate kept) {
        objects.removeIf(address -> {
            if (kept.test(address)) {
                return false;
            }
            free(address);
            return true;
        });
    }

    /** Gives back one extent. */
    public synchronized void release(long address) {
        objects.remove(address);
        free(address);
    }

    private void free(long address) {
        long total = store.total(address);
        bytes -= total;
        store.removeObject(address, total);
        // Nothing says that such an extent is soon needed again.
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
