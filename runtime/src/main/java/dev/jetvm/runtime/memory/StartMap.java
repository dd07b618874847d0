package dev.jetvm.runtime.memory;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * One bit for every eight bytes of the heap: whether an object starts there. It lets the collector sweep, the verifier
 * walk and a word of a foreign frame be recognised as an address.
 *
 * <p>A word of the map covers 512 bytes. Whoever sets or clears bits must own the block, or hold the heap's lock.
 */
public final class StartMap {
    private static final int SHIFT = 3;

    private long[] bits;

    StartMap(long bytes) {
        bits = new long[size(bytes)];
    }

    private static int size(long bytes) {
        return (int) (bytes >>> SHIFT + 6) + 1;
    }

    void grow(long bytes) {
        bits = Arrays.copyOf(bits, size(bytes));
    }

    void set(long address) {
        long unit = address >>> SHIFT;
        bits[(int) (unit >>> 6)] |= 1L << unit;
    }

    public void clear(long address) {
        long unit = address >>> SHIFT;
        bits[(int) (unit >>> 6)] &= ~(1L << unit);
    }

    /** Whether an object starts at an address, of which nothing is known but that it is inside the memory. */
    public boolean isStart(long address) {
        long unit = address >>> SHIFT;
        return (address & 7) == 0 && (bits[(int) (unit >>> 6)] & 1L << unit) != 0;
    }

    /** The last start at or before an address and not before {@code from}, or -1. */
    public long startBefore(long address, long from) {
        for (long at = address & ~7L; at >= from; at -= 8) {
            if (isStart(at)) {
                return at;
            }
        }
        return -1;
    }

    /** Every start in a range, ascending; ends are multiples of 512. The consumer may clear the bit it is given. */
    public void forEach(long from, long to, LongConsumer consumer) {
        for (int word = (int) (from >>> SHIFT + 6); word < (int) (to >>> SHIFT + 6); word++) {
            long left = bits[word];
            while (left != 0) {
                int bit = Long.numberOfTrailingZeros(left);
                left &= left - 1;
                consumer.accept(((long) word << 6 | bit) << SHIFT);
            }
        }
    }

    /** Starts in a range whose ends are multiples of 512. */
    public int count(long from, long to) {
        int count = 0;
        for (int word = (int) (from >>> SHIFT + 6); word < (int) (to >>> SHIFT + 6); word++) {
            count += Long.bitCount(bits[word]);
        }
        return count;
    }

    /** Forgets every start in a range whose ends are multiples of 512. */
    public void clear(long from, long to) {
        Arrays.fill(bits, (int) (from >>> SHIFT + 6), (int) (to >>> SHIFT + 6), 0);
    }
}
