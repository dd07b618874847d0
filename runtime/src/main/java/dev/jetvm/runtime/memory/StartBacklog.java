package dev.jetvm.runtime.memory;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Ranges of consecutive objects that are not recorded in the start map yet. Most young objects die before the map is read,
 * so their bits are never set, which makes an allocation cheaper.
 *
 * <p>A range begins with an object. Only zero words separate two objects. A backlog belongs to one thread, and to a thread
 * that has stopped it.
 */
final class StartBacklog {
    private static final int FIRST_RANGES = 16;

    private final HeapStore store;
    /** Begin and end of each range in turn. */
    private long[] ranges = new long[2 * FIRST_RANGES];
    private int size;

    StartBacklog(HeapStore store) {
        this.store = store;
    }

    /** A range within one block. */
    void add(long from, long to) {
        if (size == ranges.length) {
            ranges = Arrays.copyOf(ranges, 2 * size);
        }
        ranges[size++] = from;
        ranges[size++] = to;
    }

    /** Tells the start map of the ranges in some blocks; all others are forgotten. Every object has its header. */
    void settle(IntPredicate wanted) {
        for (int k = 0; k < size; k += 2) {
            if (wanted.test(BlockTable.blockOf(ranges[k]))) {
                settle(ranges[k], ranges[k + 1]);
            }
        }
        size = 0;
    }

    private void settle(long from, long to) {
        long at = from;
        while (at < to) {
            if (store.memory().word(at) == 0) {
                // No object has a header of zero: an alignment left this out.
                at += Long.BYTES;
            } else {
                store.starts().set(at);
                at += store.total(at);
            }
        }
    }
}
