package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * What is known of each block, kept beside the heap so that all 256 lines can hold objects.
 *
 * <p>A line mark is the epoch in which the line was last found live; a line is free when its mark is not the present
 * epoch. Bitmap, free lines and holes are derived by {@link #summarise}; between collections they describe the last
 * one. Blocks are numbered by address / 32,768.
 *
 * @spec HEAP-04
 * @spec HEAP-08
 * @spec HEAP-09
 * @spec HEAP-10
 * @spec HEAP-11
 * @spec HEAP-12
 * @spec HEAP-13
 */
public final class BlockTable {
    private static final MemorySegment ALL = Extent.ALL;
    private static final int BITMAP_SIZE = LINES_PER_BLOCK / 8;
    /** Eight marks; that of the first line is in the lowest byte. */
    private static final ValueLayout.OfLong MARKS = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int PER_WORD = Long.BYTES;
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = LOW_BITS << 7;
    /** Multiplied by it, the lowest bits of eight bytes come together in the highest byte, that of the first one lowest. */
    private static final long GATHER = 0x0102_0408_1020_4080L;

    // The derived part of a block's record. Live lines are counted and not free ones, so that zero is right at first.
    private static final int CURSOR = 0;
    private static final int LIVE_LINES = CURSOR + Short.BYTES;
    private static final int HOLES = LIVE_LINES + Short.BYTES;
    private static final int BITMAP = Long.BYTES;
    private static final int DERIVED_SIZE = BITMAP + BITMAP_SIZE;

    /** A byte for each line. */
    private final Extent marks;
    private final Extent derived;
    private int blocks;
    private int epoch = 1;

    BlockTable(int blocks) {
        long most = Memory.largest() / BLOCK_SIZE;
        this.blocks = blocks;
        marks = new Extent((long) blocks * LINES_PER_BLOCK, most * LINES_PER_BLOCK);
        derived = new Extent((long) blocks * DERIVED_SIZE, most * DERIVED_SIZE);
    }

    /** Makes room for more blocks; false if the machine has not enough memory. */
    boolean grow(int more) {
        boolean grown = marks.grow((long) more * LINES_PER_BLOCK) && derived.grow((long) more * DERIVED_SIZE);
        blocks = grown ? more : blocks;
        return grown;
    }

    void close() {
        marks.close();
        derived.close();
    }

    private long lineAt(int block, int line) {
        return marks.at((long) block * LINES_PER_BLOCK + line, 1);
    }

    private long partAt(int block, int part, int length) {
        return derived.at((long) block * DERIVED_SIZE + part, length);
    }

    /** Blocks that the table has room for. */
    public int blocks() {
        return blocks;
    }

    public static int blockOf(long address) {
        return (int) (address / BLOCK_SIZE);
    }

    public static long addressOf(int block) {
        return (long) block * BLOCK_SIZE;
    }

    /** 1 to 255. */
    public int epoch() {
        return epoch;
    }

    /**
     * The next epoch: nothing is live in it yet. Before the number comes round again every old mark is forgotten, so
     * that no line is live by accident (vm: line-mark epochs survive wrap-around).
     */
    public void nextEpoch() {
        if (epoch == EPOCH_MAX) {
            ALL.asSlice(marks.address(), marks.size()).fill((byte) 0);
            epoch = 0;
        }
        epoch++;
    }

    /** Marks every line that {@code [from, to)} overlaps. */
    public void markLines(long from, long to) {
        long first = from / LINE_SIZE;
        long lines = (to + LINE_SIZE - 1) / LINE_SIZE - first;
        long at = marks.at(first, lines);
        for (long end = at + lines; at < end; at++) {
            ALL.set(JAVA_BYTE, at, (byte) epoch);
        }
    }

    /** Whether the line at this address was found live in the present epoch. */
    public boolean isMarked(long address) {
        return (ALL.get(JAVA_BYTE, marks.at(address / LINE_SIZE, 1)) & 0xFF) == epoch;
    }

    /** The epoch in which a line was last found live, 0 if never. */
    public int mark(int block, int line) {
        return ALL.get(JAVA_BYTE, lineAt(block, line)) & 0xFF;
    }

    /** Forgets that any line of a block was ever live. */
    public void clearMarks(int block) {
        ALL.asSlice(marks.at((long) block * LINES_PER_BLOCK, LINES_PER_BLOCK), LINES_PER_BLOCK).fill((byte) 0);
    }

    /** The first free line from {@code line} on, or 256. */
    int nextFree(int block, int line) {
        return next(block, line, 0);
    }

    /** The end of the hole that begins at {@code line}: the next live line, or 256. */
    int holeEnd(int block, int line) {
        return next(block, line, 0xFF);
    }

    /** The first line from {@code line} on that is free or live; {@code flip} is 0 for free ones, 0xFF for live ones. */
    private int next(int block, int line, int flip) {
        int word = line / PER_WORD;
        int wanted = line < LINES_PER_BLOCK ? (freeOf(block, word) ^ flip) >>> line % PER_WORD << line % PER_WORD : 0;
        while (wanted == 0) {
            word++;
            if (word >= BITMAP_SIZE) {
                return LINES_PER_BLOCK;
            }
            wanted = freeOf(block, word) ^ flip;
        }
        return word * PER_WORD + Integer.numberOfTrailingZeros(wanted);
    }

    /** Which of eight lines are free, a bit for each. All marks are read at once: a collection reads those of many blocks. */
    private int freeOf(int block, int word) {
        long marked = ALL.get(MARKS, marks.at((long) block * LINES_PER_BLOCK + word * PER_WORD, PER_WORD));
        long different = marked ^ epoch * LOW_BITS;
        // The highest bit of each byte that is not zero; no sum passes its byte.
        long free = ((different & ~HIGH_BITS) + ~HIGH_BITS | different) & HIGH_BITS;
        return (int) ((free >>> 7) * GATHER >>> 56);
    }

    /** Derives bitmap, free lines and holes from the line marks. */
    public void summarise(int block) {
        int lines = 0;
        int found = 0;
        int last = 0;
        for (int word = 0; word < BITMAP_SIZE; word++) {
            int free = freeOf(block, word);
            lines += Integer.bitCount(free);
            // A hole begins at a free line behind one that is not free.
            found += Integer.bitCount(free & ~(free << 1 | last));
            last = free >>> PER_WORD - 1;
            ALL.set(JAVA_BYTE, partAt(block, BITMAP + word, 1), (byte) ~free);
        }
        ALL.set(JAVA_SHORT, partAt(block, LIVE_LINES, 2), (short) (LINES_PER_BLOCK - lines));
        ALL.set(JAVA_BYTE, partAt(block, HOLES, 1), (byte) Math.min(HOLES_MAX, found));
    }

    public int freeLines(int block) {
        return LINES_PER_BLOCK - ALL.get(JAVA_SHORT, partAt(block, LIVE_LINES, 2));
    }

    /** Maximal runs of free lines, saturated at 255. */
    public int holes(int block) {
        return ALL.get(JAVA_BYTE, partAt(block, HOLES, 1)) & 0xFF;
    }

    /** First line of the hole now being filled, 256 when none is left. */
    public int cursor(int block) {
        return ALL.get(JAVA_SHORT, partAt(block, CURSOR, 2));
    }

    void setCursor(int block, int line) {
        ALL.set(JAVA_SHORT, partAt(block, CURSOR, 2), (short) line);
    }

    /** Whether no line of the block is live. */
    public boolean isFree(int block) {
        return holeEnd(block, 0) == LINES_PER_BLOCK;
    }

    /**
     * The record of a block, 294 bytes.
     *
     * @spec HEAP-13
     */
    public byte[] record(int block) {
        byte[] record = new byte[DESCRIPTOR_SIZE];
        copy(marks.at((long) block * LINES_PER_BLOCK, LINES_PER_BLOCK), record, 0, LINES_PER_BLOCK);
        LittleEndian.setUnsigned(record, DESCRIPTOR_CURSOR, 2, cursor(block));
        LittleEndian.setUnsigned(record, DESCRIPTOR_FREE_LINES, 2, freeLines(block));
        copy(partAt(block, BITMAP, BITMAP_SIZE), record, DESCRIPTOR_BITMAP, BITMAP_SIZE);
        record[DESCRIPTOR_HOLES] = (byte) holes(block);
        return record;
    }

    private static void copy(long from, byte[] to, int offset, int length) {
        MemorySegment.copy(ALL, JAVA_BYTE, from, to, offset, length);
    }
}
