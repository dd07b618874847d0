package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.RegionTable.Use;

/**
 * The memory of a heap and the tables beside it. Regions are given out and taken back under the store's own lock; the
 * memory grows only while nothing else runs.
 *
 * @spec HEAP-01
 * @spec HEAP-20
 * @spec HEAP-21
 */
public final class HeapStore {
    private static final int FIRST_REGIONS = 4;
    /** The memory doubles, but by no more than this many regions at a time: 1 GB. */
    private static final int STEP_MAX = 4096;

    private final Memory memory;
    private final RegionTable regions;
    private final BlockTable blocks;
    private final StartMap starts;
    private final long maximum;

    /** @param maximum bytes that all spaces but the immortal one may take, 0 for no limit */
    public HeapStore(long maximum) {
        this(maximum, FIRST_REGIONS);
    }

    /** @param first regions that there is memory for at the beginning, at least 1 */
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
     * Takes neighbouring regions that are free.
     *
     * @return the first of them, or -1 if the maximum or the memory's present size does not allow it
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

    /** Gives a region back; no object may be left in it. */
    public synchronized void release(int region) {
        regions.release(region);
    }

    /** Does outside a pause what the first {@link #grow} would need tens of milliseconds for. */
    public void prepareToGrow() {
        Memory.prepareToGrow();
    }

    /**
     * Makes room for {@code count} neighbouring regions more. Nothing else may run. The time that it takes does not
     * depend on the size of the heap: memory and tables grow in place, but for the first time and where address space
     * cannot be reserved ({@link Extent}).
     *
     * @return false if there is no such memory
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

    /** A smaller size to try; ends below the least that helps. */
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

    /** Gives memory and tables back to the system. Nothing may use them any more. */
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

    /** In old space that is collected, large objects included. */
    public boolean isMature(long address) {
        Space space = spaceOf(address);
        return space == Space.MATURE || space == Space.LARGE;
    }

    public boolean isNursery(long address) {
        Use use = regions.use(RegionTable.regionOf(address));
        return use == Use.NURSERY_BLOCKS || use == Use.NURSERY_RUNS;
    }

    /** Bytes that an object takes, header included. */
    public long total(long object) {
        return totalOf(memory.word(object) >>> 32);
    }

    /** Bytes that a payload takes together with its header. */
    public static long totalOf(long payload) {
        return Alignment.roundUp(HeaderConstants.HEADER_SIZE + payload, OBJECT_ALIGN);
    }

    /** An object is no more: nothing finds its start, and in the checked form nothing may read its bytes. */
    public void removeObject(long address, long total) {
        starts.clear(address);
        memory.markReclaimed(address, address + total);
    }

    /** No object of a range is any more; its ends are multiples of 512. */
    public void removeObjects(long from, long to) {
        starts.clear(from, to);
        memory.markReclaimed(from, to);
    }

    /** AllocationPolicy for an object is taken: its bytes become zero and its start known. */
    void claim(long address, long total) {
        clear(address, address + total);
        starts.set(address);
    }

    /** Memory that objects will be in becomes zero. */
    void clear(long from, long to) {
        memory.clear(from, to);
    }
}
