package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.RegionTable.Use;

/**
 * What lives as long as the runtime: literals, symbols, descriptors. It only grows. The memory must have room before;
 * {@link #allocate} never grows it.
 *
 * @spec HEAP-02
 */
public final class ImmortalSpace {
    /** Address 0 is no object's. */
    private static final long FIRST = 64;

    private final HeapStore store;
    private long cursor = FIRST;
    private long limit;
    private long bytes;
    private long objects;

    /** @param store fresh: the space takes its first region, and with it address 0 */
    public ImmortalSpace(HeapStore store) {
        this.store = store;
        this.limit = RegionTable.addressOf(store.acquire(1, Use.IMMORTAL) + 1);
    }

    /** Room of {@code total} bytes, zeroed, or 0 if the memory has to grow first. */
    public synchronized long allocate(long total, long align) {
        long at = Alignment.roundUp(cursor, align);
        if (limit - at < total) {
            int count = regions(total);
            int region = store.acquire(count, Use.IMMORTAL);
            if (region < 0) {
                return 0;
            }
            at = Alignment.roundUp(RegionTable.addressOf(region), align);
            limit = RegionTable.addressOf(region + count);
        }
        cursor = at + total;
        bytes += total;
        objects++;
        store.claim(at, total);
        return at;
    }

    /** Regions that an object may need. */
    public static int regions(long total) {
        return (int) ((total + REGION_SIZE - 1) / REGION_SIZE);
    }

    public synchronized long bytes() {
        return bytes;
    }

    public synchronized long objects() {
        return objects;
    }
}
