package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeapConstants.*;

import java.util.function.IntPredicate;

/**
 * Allocates objects of up to half a block by moving a pointer through the holes of a block, and takes the next block
 * when none is left. An object of more than a line that does not fit the present hole goes to a second block, a wholly
 * free one, so that the hole is not lost for smaller ones; only when there is no such block it looks for a larger hole.
 * Belongs to one thread.
 *
 * <p>After Blackburn and McKinley, Immix (PLDI 2008).
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
    /** Whether the start map learns of each object at once. */
    private final boolean eager;
    private final StartBacklog backlog;
    private int block = -1;
    private long cursor;
    private long limit;
    /** From the cursor to here the present hole is zero already; 0 if the start map learns at once. */
    private long cleared;
    /** From here to the cursor the start map knows nothing, unless it learns at once. */
    private long unmapped;
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
        this.eager = marking || !CLEARS_AHEAD;
        this.backlog = new StartBacklog(store);
    }

    /**
     * Room for {@code total} bytes, zeroed unless it is for a copy. Unless it is for a copy, its header has to be written
     * before the next {@link #settleStarts} or {@link #retire}.
     *
     * @param total a multiple of 8, up to {@link HeapConstants#BLOCK_OBJECT_MAX}
     * @param align a power of two; every object has at least 8
     * @return its address, or 0 if no block is left
     */
    public long allocate(long total, long align) {
        // Nearly all need no more than 8, and then the next cursor does not wait for the rounding.
        long at = align <= OBJECT_ALIGN ? cursor : Alignment.roundUp(cursor, align);
        // The size is rounded before it is compared, so the pointer never passes the limit (ERR-249). Without a block the
        // limit is 0.
        if (limit - at >= total) {
            cursor = at + total;
            if (cursor > cleared) {
                prepare(at, total);
            }
            return counted(at, total);
        }
        return slow(total, align);
    }

    /**
     * Makes the start of an object known, or clears the hole to some way beyond the cursor; what an alignment leaves out
     * becomes zero too.
     */
    private void prepare(long at, long total) {
        if (eager) {
            map(at, total);
        } else {
            long from = cleared;
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
                prepare(at, total);
                return counted(at, total);
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
        if (eager) {
            map(at, total);
        } else {
            store.claim(at, total);
        }
        return counted(at, total);
    }

    private boolean nextHole() {
        leaveHole();
        BlockTable blocks = store.blocks();
        while (true) {
            if (block >= 0) {
                int from = (int) (limit - BlockTable.addressOf(block)) / LINE_SIZE;
                int start = blocks.nextFree(block, from);
                blocks.setCursor(block, start);
                if (start < LINES_PER_BLOCK) {
                    cursor = BlockTable.addressOf(block) + (long) start * LINE_SIZE;
                    limit = BlockTable.addressOf(block) + (long) blocks.holeEnd(block, start) * LINE_SIZE;
                    cleared = eager ? 0 : cursor;
                    unmapped = cursor;
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

    private long counted(long at, long total) {
        bytes += total;
        objects++;
        return at;
    }

    private void map(long at, long total) {
        if (CLEARS_AHEAD) {
            starts.set(at);
        } else {
            store.claim(at, total);
        }
        if (marking) {
            store.blocks().markLines(at, at + total);
        }
    }

    private void leaveHole() {
        if (!eager && cursor > unmapped) {
            backlog.add(unmapped, cursor);
            unmapped = cursor;
        }
    }

    /**
     * Tells the start map of the objects in some blocks that it does not know yet. Those in others are forgotten: for
     * blocks in which nothing lives any more. Its thread must stand still.
     */
    public void settleStarts(IntPredicate blocks) {
        leaveHole();
        backlog.settle(blocks);
    }

    /** Bytes given out since the last {@link #retire}. */
    public long bytes() {
        return bytes;
    }

    /** Objects given out since the last {@link #retire}. */
    public long objects() {
        return objects;
    }

    /** Lets go of its blocks and begins to count anew. {@link #settleStarts} has to follow. */
    public void retire() {
        leaveHole();
        block = -1;
        cursor = 0;
        limit = 0;
        cleared = 0;
        unmapped = 0;
        overflowCursor = 0;
        overflowLimit = 0;
        bytes = 0;
        objects = 0;
    }
}
