package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.RegionTable.Use;

/**
 * Allocates runs of whole lines inside regions, for objects beyond half a block. It looks for a run from where it last
 * found one and never goes back before {@link #restart}, so a cycle of collections looks at every line once.
 *
 * <p>Clauses: HEAP-07, HEAP-15.
 */
public final class Runs {
    private final HeapStore store;
    private final Use use;
    private long next;
    private long bytes;
    private long objects;

    public Runs(HeapStore store, Use use) {
        this.store = store;
        this.use = use;
    }

    /**
     * Room of {@code total} bytes, zeroed, its lines marked.
     *
     * @param total a multiple of 8, up to {@link HeapConstants#REGION_OBJECT_MAX}
     * @param align a power of two from 8 on
     * @param fresh whether only regions that were free will do
     * @return its address, or 0 if no region is left
     */
    public synchronized long allocate(long total, long align, boolean fresh) {
        long at = fresh ? 0 : findRun(total, Math.max(align, LINE_SIZE));
        if (at == 0) {
            int region = store.acquire(1, use);
            if (region < 0) {
                return 0;
            }
            at = RegionTable.addressOf(region);
        }
        next = at + Alignment.roundUp(total, LINE_SIZE);
        // In a run every line belongs to one object, so a mark means: taken.
        store.blocks().markLines(at, at + total);
        store.claim(at, total);
        bytes += total;
        objects++;
        return at;
    }

    private long findRun(long total, long align) {
        for (long at = next; at < store.memory().size();) {
            int region = RegionTable.regionOf(at);
            long end = RegionTable.addressOf(region) + REGION_SIZE;
            if (store.regions().use(region) != use) {
                at = end;
                continue;
            }
            long blocked = firstMarked(at, at + total);
            if (at + total <= end && blocked < 0) {
                return at;
            }
            at = at + total > end ? end : Alignment.roundUp(blocked + LINE_SIZE, align);
        }
        return 0;
    }

    private long firstMarked(long from, long to) {
        for (long at = from; at < Math.min(to, store.memory().size()); at += LINE_SIZE) {
            if (store.blocks().isMarked(at)) {
                return at;
            }
        }
        return -1;
    }

    /** Looks from the beginning again: lines may have become free. */
    public synchronized void restart() {
        next = 0;
    }

    public synchronized long bytes() {
        return bytes;
    }

    public synchronized long objects() {
        return objects;
    }

    /** Begins to count anew. */
    public synchronized void resetCounts() {
        bytes = 0;
        objects = 0;
    }
}
