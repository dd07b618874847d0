package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import dev.jetvm.runtime.memory.RegionTable.Use;

/**
 * The memory of a heap and the tables beside it. Regions are given out and taken back under the store's own lock; the
 * memory grows only while nothing else runs.
 *
 * <p>Clauses: HEAP-01, HEAP-20, HEAP-21.
 */
public final class HeapStore {
    private static final int FIRST_REGIONS = 4;

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

    /**
     * Makes room for {@code count} neighbouring regions more. Nothing else may run.
     *
     * @return false if there is no such memory
     */
    public synchronized boolean grow(int count) {
        long largest = Memory.largest() / REGION_SIZE;
        long wanted = Math.min(largest, Math.max(regions.regions() * 2L, regions.regions() + (long) count));
        for (long size = wanted; size >= regions.regions() + (long) count; size = halfway(size, count)) {
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
        try {
            memory.grow((long) count * REGION_SIZE);
        } catch (OutOfMemoryError e) {
            // The machine has less than this; a smaller step may do.
            return false;
        }
        starts.grow(memory.size());
        blocks.grow(count * BLOCKS_PER_REGION);
        regions.grow(count);
        return true;
    }

    /** Whether an address of unknown origin is the start of an object. */
    public boolean isObject(long address) {
        return address > 0 && address < memory.size() && regions.use(RegionTable.regionOf(address)) != Use.FREE
                && starts.isStart(address);
    }

    /** The space of an object's address. Clause: HEAP-01. */
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

    /** Room for an object is taken: its bytes become zero and its start known. */
    void claim(long address, long total) {
        memory.fill(address, address + total, 0);
        starts.set(address);
    }
}
