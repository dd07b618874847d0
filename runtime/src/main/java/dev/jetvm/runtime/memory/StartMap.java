package dev.jetvm.runtime.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongConsumer;

/**
 * One bit for every eight bytes of the heap: whether an object starts there. It lets the collector sweep, the verifier
 * walk and a word of a foreign frame be recognised as an address.
 *
 * <p>Of young objects in blocks it learns late, before somebody looks ({@link StartBacklog}).
 *
 * <p>A word of the map covers 512 bytes. Whoever sets or clears bits must own the block, or hold the heap's lock.
 */
public final class StartMap {
    private static final MemorySegment ALL = Extent.ALL;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final int SHIFT = 3;
    /** From an address to its word in the map, in bytes: 512 bytes of heap share 8 of the map. */
    private static final int WORD_SHIFT = SHIFT + 6;

    private final Extent bits;
    /** What {@code bits} says; here, because every allocation needs it. */
    private long base;

    StartMap(long bytes) {
        bits = new Extent(size(bytes), size(Memory.largest()));
        base = bits.address();
    }

    private static long size(long bytes) {
        return ((bytes >>> WORD_SHIFT) + 1) * Long.BYTES;
    }

    /** AllocationPolicy for a heap of {@code bytes}; false if the machine has not so much. */
    boolean grow(long bytes) {
        boolean grown = bits.grow(size(bytes));
        base = bits.address();
        return grown;
    }

    void close() {
        bits.close();
        base = bits.address();
    }

    private long wordOf(long address) {
        long offset = (address >>> WORD_SHIFT) * Long.BYTES;
        return Extent.CHECKED ? bits.at(offset, Long.BYTES) : base + offset;
    }

    void set(long address) {
        long word = wordOf(address);
        ALL.set(WORD, word, ALL.get(WORD, word) | 1L << (address >>> SHIFT));
    }

    public void clear(long address) {
        long word = wordOf(address);
        ALL.set(WORD, word, ALL.get(WORD, word) & ~(1L << (address >>> SHIFT)));
    }

    /** Whether an object starts at an address, of which nothing is known but that it is inside the memory. */
    public boolean isStart(long address) {
        return (address & 7) == 0 && (ALL.get(WORD, wordOf(address)) & 1L << (address >>> SHIFT)) != 0;
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
        for (long at = from; at < to; at += 1L << WORD_SHIFT) {
            long left = ALL.get(WORD, wordOf(at));
            while (left != 0) {
                int bit = Long.numberOfTrailingZeros(left);
                left &= left - 1;
                consumer.accept(at + ((long) bit << SHIFT));
            }
        }
    }

    /** Forgets every start in a range whose ends are multiples of 512. */
    void clear(long from, long to) {
        long length = (to - from >>> WORD_SHIFT) * Long.BYTES;
        ALL.asSlice(bits.at((from >>> WORD_SHIFT) * Long.BYTES, length), length).fill((byte) 0);
    }

    /** Starts in a range whose ends are multiples of 512. */
    public int count(long from, long to) {
        int count = 0;
        for (long at = from; at < to; at += 1L << WORD_SHIFT) {
            count += Long.bitCount(ALL.get(WORD, wordOf(at)));
        }
        return count;
    }
}
