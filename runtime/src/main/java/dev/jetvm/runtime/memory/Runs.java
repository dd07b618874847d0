package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.RegionTable.Use;

/**
 * Allocates runs of whole lines inside regions, for objects larger than half a block. It fills one region, searches the
 * next region of the same use, and acquires a free region when it has searched all. It searches no region twice
 * before {@link #restart}, so a collection cycle examines every line about once, however many regions exist.
 *
 * @spec HEAP-07
 * @spec HEAP-15
 */
public final class Runs {
    private final HeapStore store;
    private final Use use;
    /** The unused rest of the current region; empty at first. */
    private long next;
    private long end;
    /** The first region that has not been searched since {@link #restart}. */
    private int unsearched;
    private long bytes;
    private long objects;

    public Runs(HeapStore store, Use use) {
        this.store = store;
        this.use = use;
    }

    /**
     * Allocates {@code total} zeroed bytes and marks their lines.
     *
     * @param total a multiple of 8, up to {@link HeapConstants#REGION_OBJECT_MAX}
     * @param align a power of two, at least 8
     * @param fresh whether to use only regions that were free at the last {@link #restart}
     * @return the address, or 0 if no region is available
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
        // Each line of a run belongs to one object, so a marked line is in use.
        store.blocks().markLines(at, at + total);
        store.claim(at, total);
        bytes += total;
        objects++;
        return at;
    }

    /** A free run in the current region or in the next region of this use that has one, or 0. */
    private long findRun(long total, long align, boolean fresh) {
        long at = fit(next, end, total, align);
        while (at == 0 && !fresh && unsearched < store.regions().regions()) {
            int region = unsearched++;
            if (store.regions().use(region) == use) {
                long limit = RegionTable.addressOf(region + 1);
                at = fit(RegionTable.addressOf(region), limit, total, align);
                // If nothing fits, the current region does not change.
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

    /** Restarts the search at the first region, after lines may have become free. */
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

    /** Resets the counts of bytes and objects to zero. */
    public synchronized void resetCounts() {
        bytes = 0;
        objects = 0;
    }
}
