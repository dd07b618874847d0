package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.RegionTable.Use;

/**
 * The space of objects that live as long as the runtime: literals, symbols, descriptors. No object of it is freed.
 * {@link #allocate} never grows the memory; the caller does that before.
 *
 * @spec HEAP-02
 */
public final class ImmortalSpace {
    /** The first address: no object has address 0. */
    private static final long FIRST = 64;

    private final HeapStore store;
    private long cursor = FIRST;
    private long limit;
    private long bytes;
    private long objects;

    /** @param store a new store: the space acquires its first region, which contains address 0 */
    public ImmortalSpace(HeapStore store) {
        this.store = store;
        this.limit = RegionTable.addressOf(store.acquire(1, Use.IMMORTAL) + 1);
    }

    /** Allocates {@code total} zeroed bytes. Returns their address, or 0 if the memory must grow first. */
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

    /** The number of regions that an object of {@code total} bytes may need. */
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
