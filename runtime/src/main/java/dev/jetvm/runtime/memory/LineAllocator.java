package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

/**
 * Allocates objects of up to half a block by moving a pointer through the holes of a block, and takes the next block
 * when none is left. An object of more than a line that does not fit the present hole goes to a second block, a wholly
 * free one, so that the hole is not lost for smaller ones; only when there is no such block it looks for a larger hole.
 * Belongs to one thread.
 *
 *  After Blackburn and McKinley, Immix (PLDI 2008).
 *
 * @spec HEAP-10
 * @spec HEAP-15
 * @spec HEAP-16
 * @spec HEAP-17
 * @spec HEAP-22
 * @spec HEAP-24
 * @spec HEAP-25
 */
public final class LineAllocator {

    /** Where blocks come from. */
    public interface Blocks {
        /** A block with a free line, or -1. */
        int take();

        /** A block with no live line, or -1. */
        int takeFree();
    }

    /** So many bytes are cleared at once: a loop costs less than a call, and what is cleared is still in the cache. */
    private static final long AHEAD = 4096;
    /** The checked form has to know what is given out, object by object. */
    private static final boolean CLEARS_AHEAD = Memory.form() == MemoryForm.FAST;

    private final HeapStore store;
    private final StartMap starts;
    private final Blocks source;
    private final boolean marking;
    private int block = -1;
    private long cursor;
    private long limit;
    /** From the cursor to here the present hole is zero already. */
    private long cleared;
    private long overflowCursor;
    private long overflowLimit;
    private long bytes;
    private long objects;

    /**
     * @param marking whether it serves copies: their lines are live at once, and they are not cleared, because the whole
     *         of a copy is written
     */
    public LineAllocator(HeapStore store, Blocks source, boolean marking) {
        this.store = store;
        this.starts = store.starts();
        this.source = source;
        this.marking = marking;
    }

    /**
     * Room for {@code total} bytes, zeroed unless it is for a copy.
     *
     * @param total a multiple of 8, up to {@link HeapConstants#BLOCK_OBJECT_MAX}
     * @param align a power of two from 8 on
     * @return its address, or 0 if no block is left
     */
    public long allocate(long total, long align) {
        long at = Alignment.roundUp(cursor, align);
        // The size is rounded before it is compared, so the pointer never passes the limit (ERR-249). Without a block the
        // limit is 0.
        if (limit - at >= total) {
            cursor = at + total;
            if (cursor > cleared) {
                clearAhead(at);
            }
            return taken(at, total);
        }
        return slow(total, align);
    }

    /** Clears the hole from {@code at} to some way beyond the cursor. */
    private void clearAhead(long at) {
        if (CLEARS_AHEAD && !marking) {
            long from = Math.max(at, cleared);
            cleared = Math.min(limit, cursor + AHEAD);
            store.clear(from, cleared);
        }
    }

    private long slow(long total, long align) {
        if (total >= MEDIUM_MIN && block >= 0 && cursor < limit || align > LINE_SIZE) {
            long at = overflow(total, align);
            if (at != 0) {
                return at;
            }
            // No free block is left, so a hole has to do, wherever there is one that is large enough.
        }
        while (nextHole()) {
            long at = Alignment.roundUp(cursor, align);
            if (limit - at >= total) {
                cursor = at + total;
                clearAhead(at);
                return taken(at, total);
            }
            if (total >= MEDIUM_MIN) {
                at = overflow(total, align);
                if (at != 0) {
                    return at;
                }
            }
        }
        return 0;
    }

    private long overflow(long total, long align) {
        long at = Alignment.roundUp(overflowCursor, align);
        if (overflowLimit - at < total) {
            int free = source.takeFree();
            if (free < 0) {
                return 0;
            }
            at = BlockTable.addressOf(free);
            overflowLimit = at + BLOCK_SIZE;
            store.blocks().setCursor(free, CURSOR_EXHAUSTED);
        }
        overflowCursor = at + total;
        if (CLEARS_AHEAD && !marking) {
            store.clear(at, at + total);
        }
        return taken(at, total);
    }

    private boolean nextHole() {
        BlockTable blocks = store.blocks();
        while (true) {
            if (block >= 0) {
                int from = (int) (limit - BlockTable.addressOf(block)) / LINE_SIZE;
                int start = blocks.nextFree(block, from);
                blocks.setCursor(block, start);
                if (start < LINES_PER_BLOCK) {
                    cursor = BlockTable.addressOf(block) + (long) start * LINE_SIZE;
                    limit = BlockTable.addressOf(block) + (long) blocks.holeEnd(block, start) * LINE_SIZE;
                    cleared = cursor;
                    return true;
                }
            }
            block = source.take();
            if (block < 0) {
                return false;
            }
            limit = BlockTable.addressOf(block);
        }
    }

    private long taken(long at, long total) {
        bytes += total;
        objects++;
        if (CLEARS_AHEAD) {
            starts.set(at);
        } else {
            store.claim(at, total);
        }
        if (marking) {
            store.blocks().markLines(at, at + total);
        }
        return at;
    }

    /** Bytes given out since the last {@link #retire}. */
    public long bytes() {
        return bytes;
    }

    /** Objects given out since the last {@link #retire}. */
    public long objects() {
        return objects;
    }

    /** Lets go of its blocks and begins to count anew. */
    public void retire() {
        block = -1;
        cursor = 0;
        limit = 0;
        cleared = 0;
        overflowCursor = 0;
        overflowLimit = 0;
        bytes = 0;
        objects = 0;
    }
}
