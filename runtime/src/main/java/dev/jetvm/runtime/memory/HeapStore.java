package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.RegionTable.Use;

/**
 * The memory of a heap and its side tables. Regions are acquired and released under the lock of the store. The memory
 * grows only while all other threads are stopped.
 *
 * @spec HEAP-01
 * @spec HEAP-20
 * @spec HEAP-21
 */
public final class HeapStore {
    private static final int FIRST_REGIONS = 4;
    /** The memory doubles, by at most this many regions at a time: 1 GB. */
    private static final int STEP_MAX = 4096;

    private final Memory memory;
    private final RegionTable regions;
    private final BlockTable blocks;
    private final StartMap starts;
    private final long maximum;

    /** @param maximum the limit in bytes for all spaces except the immortal space, 0 for no limit */
    public HeapStore(long maximum) {
        this(maximum, FIRST_REGIONS);
    }

    /** @param first the initial size of the memory in regions, at least 1 */
    public HeapStore(long maximum, int first) {
        this.maximum = maximum;
        memory = new Memory((long) first * REGION_SIZE);
        memory.markReclaimed(0, memory.size());
        regions = new RegionTable(first);
        blocks = new BlockTable(first * BLOCKS_PER_REGION);
        starts = new StartMap(memory.size());
    }

    public Memory memory() {
        return memory;
    }

    public RegionTable regions() {
        return regions;
    }

    public BlockTable blocks() {
        return blocks;
    }

    public StartMap starts() {
        return starts;
    }

    /** Whether {@code count} more regions are within the maximum. */
    public synchronized boolean allows(int count) {
        return maximum == 0 || (long) (regions.collected() + count) * REGION_SIZE <= Math.max(maximum, REGION_SIZE);
    }

    /**
     * Acquires contiguous free regions.
     *
     * @return the number of the first region, or -1 if the maximum or the current size of the memory does not allow it
     */
    public synchronized int acquire(int count, Use use) {
        if (use.isCollected() && !allows(count)) {
            return -1;
        }
        int region = regions.acquire(count, use);
        for (int k = region; region >= 0 && k < region + count; k++) {
            prepare(k);
        }
        return region;
    }

    private void prepare(int region) {
        for (int block = region * BLOCKS_PER_REGION; block < (region + 1) * BLOCKS_PER_REGION; block++) {
            blocks.clearMarks(block);
            blocks.setCursor(block, 0);
            blocks.summarise(block);
        }
    }

    /** Releases a region. It contains no objects. */
    public synchronized void release(int region) {
        regions.release(region);
    }

    /** Does the one-time initialisation of {@link #grow}, which costs tens of milliseconds, outside a pause. */
    public void prepareToGrow() {
        Memory.prepareToGrow();
    }

    /**
     * Enlarges the memory by at least {@code count} contiguous regions. All other threads are stopped. The duration
     * does not depend on the size of the heap: memory and tables grow in place, except at the first growth and where
     * address space cannot be reserved ({@link Extent}).
     *
     * @return false if the memory is not available
     */
    public synchronized boolean grow(int count) {
        long largest = Memory.largest() / REGION_SIZE;
        int present = regions.regions();
        long wanted = Math.min(largest, present + Math.max(count, Math.min(present, STEP_MAX)));
        for (long size = wanted; size >= present + (long) count; size = halfway(size, count)) {
            if (tryGrow((int) size)) {
                return true;
            }
        }
        return false;
    }

    /** The next smaller size to try. It is below the least sufficient size after that size has failed. */
    private long halfway(long size, int count) {
        long least = regions.regions() + (long) count;
        return size == least ? least - 1 : (size + least) / 2;
    }

    private boolean tryGrow(int count) {
        long before = memory.size();
        long size = (long) count * REGION_SIZE;
        if (!starts.grow(size) || !blocks.grow(count * BLOCKS_PER_REGION) || !memory.grow(size)) {
            return false;
        }
        memory.markReclaimed(before, size);
        regions.grow(count);
        return true;
    }

    /** Returns memory and tables to the system. The store must not be used afterwards. */
    public synchronized void close() {
        memory.close();
        starts.close();
        blocks.close();
    }

    /** Whether an address of unknown origin is the start of an object. */
    public boolean isObject(long address) {
        return address > 0 && address < memory.size() && regions.use(RegionTable.regionOf(address)) != Use.FREE
                && starts.isStart(address);
    }

    /**
     * The space of an object's address.
     *
     * @spec HEAP-01
     */
    public Space spaceOf(long address) {
        return switch (regions.use(RegionTable.regionOf(address))) {
            case IMMORTAL -> Space.IMMORTAL;
            case NURSERY_BLOCKS, NURSERY_RUNS -> Space.NURSERY;
            case MATURE_BLOCKS, MATURE_RUNS -> Space.MATURE;
            case LARGE, LARGE_TAIL -> Space.LARGE;
            case FREE -> throw new IllegalArgumentException("0x%X is in no space".formatted(address));
        };
    }

    /** Whether an address is in the mature space or the large object space. */
    public boolean isMature(long address) {
        Space space = spaceOf(address);
        return space == Space.MATURE || space == Space.LARGE;
    }

    public boolean isNursery(long address) {
        Use use = regions.use(RegionTable.regionOf(address));
        return use == Use.NURSERY_BLOCKS || use == Use.NURSERY_RUNS;
    }

    /** The total size of an object in bytes, header included, rounded up to 8. */
    public long total(long object) {
        return totalOf(memory.word(object) >>> 32);
    }

    /** The total size in bytes of an object with this payload size, rounded up to 8. */
    public static long totalOf(long payload) {
        return Alignment.roundUp(HeaderConstants.HEADER_SIZE + payload, OBJECT_ALIGN);
    }

    /** Removes the start of a dead object. The checked form then rejects accesses to its bytes. */
    public void removeObject(long address, long total) {
        starts.clear(address);
        memory.markReclaimed(address, address + total);
    }

    /** Removes the starts of all objects in a range whose ends are multiples of 512. */
    public void removeObjects(long from, long to) {
        starts.clear(from, to);
        memory.markReclaimed(from, to);
    }

    /** Sets the bytes of a new object to zero and records its start. */
    void claim(long address, long total) {
        clear(address, address + total);
        starts.set(address);
    }

    /** Sets a range that will hold objects to zero. */
    void clear(long from, long to) {
        memory.clear(from, to);
    }
}
