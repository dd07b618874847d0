package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.REGION_SIZE;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * The use of each region of 256 KB. The number of a region is its address / 262,144.
 *
 * @spec HEAP-01
 * @spec HEAP-05
 * @spec HEAP-21
 */
public final class RegionTable {

    /** The use of a region. */
    public enum Use {
        FREE, IMMORTAL,
        /** Blocks in which mutators allocate. */
        NURSERY_BLOCKS,
        /** Runs of lines for young objects larger than half a block. */
        NURSERY_RUNS, MATURE_BLOCKS, MATURE_RUNS,
        /** The first region of a large object's extent. */
        LARGE,
        /** The rest of a large object's extent. */
        LARGE_TAIL;

        /** Whether the blocks of the region have line marks. */
        public boolean hasLines() {
            return this != FREE && this != IMMORTAL && this != LARGE && this != LARGE_TAIL;
        }

        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean isCollected() {
            return this != FREE && this != IMMORTAL;
        }
    }

    private Use[] uses;
    private int lowestFree;
    private int collected;

    RegionTable(int regions) {
        uses = new Use[regions];
        Arrays.fill(uses, Use.FREE);
    }

    void grow(int regions) {
        int before = uses.length;
        uses = Arrays.copyOf(uses, regions);
        Arrays.fill(uses, before, regions, Use.FREE);
    }

    public int regions() {
        return uses.length;
    }

    public static int regionOf(long address) {
        return (int) (address / REGION_SIZE);
    }

    public static long addressOf(int region) {
        return (long) region * REGION_SIZE;
    }

    public Use use(int region) {
        return uses[region];
    }

    /** The number of regions that are in use and not immortal. The maximum of the heap limits it. */
    public int collected() {
        return collected;
    }

    /** The number of free regions. */
    public int free() {
        int free = 0;
        for (Use use : uses) {
            free += use == Use.FREE ? 1 : 0;
        }
        return free;
    }

    /** Acquires the lowest {@code count} contiguous free regions. Returns the first, or -1 if there are none. */
    int acquire(int count, Use use) {
        int run = 0;
        boolean first = true;
        for (int region = lowestFree; region < uses.length; region++) {
            boolean free = uses[region] == Use.FREE;
            if (free && first) {
                lowestFree = region;
                first = false;
            }
            run = free ? run + 1 : 0;
            if (run == count) {
                int start = region - count + 1;
                Arrays.fill(uses, start, region + 1, use == Use.LARGE ? Use.LARGE_TAIL : use);
                uses[start] = use;
                collected += use.isCollected() ? count : 0;
                return start;
            }
        }
        // If no region is free, the next search need not visit all regions again.
        lowestFree = first ? uses.length : lowestFree;
        return -1;
    }

    void release(int region) {
        collected -= uses[region].isCollected() ? 1 : 0;
        uses[region] = Use.FREE;
        lowestFree = Math.min(lowestFree, region);
    }

    /** Visits every region of a use in ascending order. The consumer may release the region it receives. */
    public void forEach(Use use, IntConsumer consumer) {
        for (int region = 0; region < uses.length; region++) {
            if (uses[region] == use) {
                consumer.accept(region);
            }
        }
    }
}
