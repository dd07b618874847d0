package dev.jetvm.runtime.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongConsumer;

/**
 * A bitmap of object starts: one bit for every eight bytes of the heap. The collector sweeps with it, the verifier
 * walks the heap with it, and the scan of a foreign frame recognises object addresses with it.
 *
 * <p>Starts of young objects in blocks are added before the map is read ({@link StartBacklog}).
 *
 * <p>A word of the map covers 512 bytes. A thread that sets or clears bits must own the block or hold the heap's lock.
 */
public final class StartMap {
    private static final MemorySegment ALL = Extent.ALL;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final int SHIFT = 3;
    /** The shift from an address to the index of its word in the map: a word of 8 bytes covers 512 bytes of heap. */
    private static final int WORD_SHIFT = SHIFT + 6;

    private final Extent bits;
    /** A copy of the address of {@code bits}, because every allocation needs it. */
    private long base;

    StartMap(long bytes) {
        bits = new Extent(size(bytes), size(Memory.largest()));
        base = bits.address();
    }

    private static long size(long bytes) {
        return ((bytes >>> WORD_SHIFT) + 1) * Long.BYTES;
    }

    /** Enlarges the map for a heap of {@code bytes}. Returns false if the memory is not available. */
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

    /** Whether an object starts at an arbitrary address inside the memory. */
    public boolean isStart(long address) {
        return (address & 7) == 0 && (ALL.get(WORD, wordOf(address)) & 1L << (address >>> SHIFT)) != 0;
    }

    /** The last object start from {@code from} to {@code address}, both included, or -1. */
    public long startBefore(long address, long from) {
        for (long at = address & ~7L; at >= from; at -= 8) {
            if (isStart(at)) {
                return at;
            }
        }
        return -1;
    }

    /**
     * Visits every object start in a range in ascending order. The ends are multiples of 512. The consumer may clear
     * the bit of the start it receives.
     */
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

    /** Clears every start in a range whose ends are multiples of 512. */
    void clear(long from, long to) {
        long length = (to - from >>> WORD_SHIFT) * Long.BYTES;
        ALL.asSlice(bits.at((from >>> WORD_SHIFT) * Long.BYTES, length), length).fill((byte) 0);
    }

    /** The number of starts in a range whose ends are multiples of 512. */
    public int count(long from, long to) {
        int count = 0;
        for (long at = from; at < to; at += 1L << WORD_SHIFT) {
            count += Long.bitCount(ALL.get(WORD, wordOf(at)));
        }
        return count;
    }
}
