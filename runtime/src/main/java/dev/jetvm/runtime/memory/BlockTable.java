package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import java.util.Arrays;

/**
 * What is known of each block, kept beside the heap so that all 256 lines can hold objects.
 *
 * <p>A line mark is the epoch in which the line was last found live; a line is free when its mark is not the present
 * epoch. Bitmap, free lines and holes are derived by {@link #summarise}; between collections they describe the last
 * one. Blocks are numbered by address / 32,768.
 *
 * <p>Clauses: HEAP-04, HEAP-08 to HEAP-13.
 */
public final class BlockTable {
    private static final int BITMAP_SIZE = LINES_PER_BLOCK / 8;

    private byte[] marks;
    private byte[] bitmap;
    private short[] cursor;
    private short[] freeLines;
    private byte[] holes;
    private int epoch = 1;

    BlockTable(int blocks) {
        marks = new byte[blocks * LINES_PER_BLOCK];
        bitmap = new byte[blocks * BITMAP_SIZE];
        cursor = new short[blocks];
        freeLines = new short[blocks];
        holes = new byte[blocks];
        Arrays.fill(freeLines, (short) LINES_PER_BLOCK);
    }

    void grow(int blocks) {
        int before = freeLines.length;
        marks = Arrays.copyOf(marks, blocks * LINES_PER_BLOCK);
        bitmap = Arrays.copyOf(bitmap, blocks * BITMAP_SIZE);
        cursor = Arrays.copyOf(cursor, blocks);
        freeLines = Arrays.copyOf(freeLines, blocks);
        holes = Arrays.copyOf(holes, blocks);
        Arrays.fill(freeLines, before, blocks, (short) LINES_PER_BLOCK);
    }

    /** Blocks that the table has room for. */
    public int blocks() {
        return freeLines.length;
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
            Arrays.fill(marks, (byte) 0);
            epoch = 0;
        }
        epoch++;
    }

    /** Marks every line that {@code [from, to)} overlaps. */
    public void markLines(long from, long to) {
        Arrays.fill(marks, (int) (from / LINE_SIZE), (int) ((to + LINE_SIZE - 1) / LINE_SIZE), (byte) epoch);
    }

    /** Whether the line at this address was found live in the present epoch. */
    public boolean isMarked(long address) {
        return (marks[(int) (address / LINE_SIZE)] & 0xFF) == epoch;
    }

    /** The epoch in which a line was last found live, 0 if never. */
    public int mark(int block, int line) {
        return marks[block * LINES_PER_BLOCK + line] & 0xFF;
    }

    /** Forgets that any line of a block was ever live. */
    public void clearMarks(int block) {
        Arrays.fill(marks, block * LINES_PER_BLOCK, (block + 1) * LINES_PER_BLOCK, (byte) 0);
    }

    /** The first free line from {@code line} on, or 256. */
    int nextFree(int block, int line) {
        int at = block * LINES_PER_BLOCK;
        int next = line;
        while (next < LINES_PER_BLOCK && (marks[at + next] & 0xFF) == epoch) {
            next++;
        }
        return next;
    }

    /** The end of the hole that begins at {@code line}: the next live line, or 256. */
    int holeEnd(int block, int line) {
        int at = block * LINES_PER_BLOCK;
        int next = line;
        while (next < LINES_PER_BLOCK && (marks[at + next] & 0xFF) != epoch) {
            next++;
        }
        return next;
    }

    /** Derives bitmap, free lines and holes from the line marks. */
    public void summarise(int block) {
        int free = 0;
        int found = 0;
        boolean inHole = false;
        Arrays.fill(bitmap, block * BITMAP_SIZE, (block + 1) * BITMAP_SIZE, (byte) 0);
        for (int line = 0; line < LINES_PER_BLOCK; line++) {
            boolean live = mark(block, line) == epoch;
            if (live) {
                bitmap[block * BITMAP_SIZE + line / 8] |= (byte) (1 << line % 8);
            } else {
                free++;
                found += inHole ? 0 : 1;
            }
            inHole = !live;
        }
        freeLines[block] = (short) free;
        holes[block] = (byte) Math.min(HOLES_MAX, found);
    }

    public int freeLines(int block) {
        return freeLines[block];
    }

    /** Maximal runs of free lines, saturated at 255. */
    public int holes(int block) {
        return holes[block] & 0xFF;
    }

    /** First line of the hole now being filled, 256 when none is left. */
    public int cursor(int block) {
        return cursor[block];
    }

    void setCursor(int block, int line) {
        cursor[block] = (short) line;
    }

    /** Whether no line of the block is live. */
    public boolean isFree(int block) {
        return holeEnd(block, 0) == LINES_PER_BLOCK;
    }

    /** The record of a block, 294 bytes. Clause: HEAP-13. */
    public byte[] record(int block) {
        byte[] record = new byte[DESCRIPTOR_SIZE];
        System.arraycopy(marks, block * LINES_PER_BLOCK, record, 0, LINES_PER_BLOCK);
        LittleEndian.setUnsigned(record, DESCRIPTOR_CURSOR, 2, cursor[block]);
        LittleEndian.setUnsigned(record, DESCRIPTOR_FREE_LINES, 2, freeLines[block]);
        System.arraycopy(bitmap, block * BITMAP_SIZE, record, DESCRIPTOR_BITMAP, BITMAP_SIZE);
        record[DESCRIPTOR_HOLES] = holes[block];
        return record;
    }
}
