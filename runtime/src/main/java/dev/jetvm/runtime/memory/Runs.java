package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.RegionTable.Use;

/**
 * Allocates runs of whole lines inside regions, for objects beyond half a block. It fills one region, then looks for a
 * run in the next one that was there before, and takes a free region when it has looked at all. It never goes back
 * before {@link #restart}, so a cycle of collections looks at every line about once however many regions there are.
 *
 * @spec HEAP-07
 * @spec HEAP-15
 */
public final class Runs {
    private final HeapStore store;
    private final Use use;
    /** What is left of the region that is being filled; none at first. */
    private long next;
    private long end;
    /** The first region whose holes have not been looked at since {@link #restart}. */
    private int unsearched;
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
     * @param fresh whether only regions will do that were free at the last {@link #restart}
     * @return its address, or 0 if no region is left
     */
    public synchronized long allocate(long total, long align, boolean fresh) {
        long at = findRun(total, Math.max(align, LINE_SIZE), fresh);
        if (at == 0) {
            int region = store.acquire(1, use);
            if (region < 0) {
                return 0;
            }
            at = RegionTable.addressOf(region);
            end = at + REGION_SIZE;
        }
        next = at + Alignment.roundUp(total, LINE_SIZE);
        // In a run every line belongs to one object, so a mark means: taken.
        store.blocks().markLines(at, at + total);
        store.claim(at, total);
        bytes += total;
        objects++;
        return at;
    }

    /** A free run in the region that is being filled, else in the next one of this use that has one, or 0. */
    private long findRun(long total, long align, boolean fresh) {
        long at = fit(next, end, total, align);
        while (at == 0 && !fresh && unsearched < store.regions().regions()) {
            int region = unsearched++;
            if (store.regions().use(region) == use) {
                long limit = RegionTable.addressOf(region + 1);
                at = fit(RegionTable.addressOf(region), limit, total, align);
                // Where nothing fits, the region that is being filled stays the one that is being filled.
                end = at == 0 ? end : limit;
            }
        }
        return at;
    }

    private long fit(long from, long to, long total, long align) {
        long at = Alignment.roundUp(from, align);
        while (at + total <= to) {
            long blocked = firstMarked(at, at + total);
            if (blocked < 0) {
                return at;
            }
            at = Alignment.roundUp(blocked + LINE_SIZE, align);
        }
        return 0;
    }

    private long firstMarked(long from, long to) {
        for (long at = from; at < to; at += LINE_SIZE) {
            if (store.blocks().isMarked(at)) {
                return at;
            }
        }
        return -1;
    }

    /** Looks from the beginning again: lines may have become free. */
    public synchronized void restart() {
        next = 0;
        end = 0;
        unsearched = 0;
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
