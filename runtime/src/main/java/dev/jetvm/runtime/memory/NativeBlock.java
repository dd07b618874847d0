package dev.jetvm.runtime.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Native memory of a fixed size. It is freed when the block is released or unreachable. Some released blocks are kept
 * for the next one of the same size: a block costs the system one page fault for each of its pages, and freeing it stops
 * all threads of the JVM for a moment, which an agent that makes a new heap for each case would pay each time.
 */
final class NativeBlock {
    /** Total size in bytes of the released blocks that are kept. */
    private static final long KEPT = 8L << 20;
    private static final Map<Long, ArrayDeque<NativeBlock>> SPARE = new HashMap<>();
    private static long spare;

    private final MemorySegment memory;
    private final Cleaner.Cleanable cleanable;

    private NativeBlock(long bytes) {
        Arena arena = Arena.ofShared();
        memory = arena.allocate(bytes, Long.BYTES);
        cleanable = Extent.CLEANER.register(this, arena::close);
    }

    /**
     * A block of zeros, aligned to 8 bytes.
     *
     * @throws OutOfMemoryError if the memory is not available
     */
    static NativeBlock ofZeros(long bytes) {
        NativeBlock kept = kept(bytes);
        if (kept == null) {
            return new NativeBlock(bytes);
        }
        kept.memory.fill((byte) 0);
        return kept;
    }

    private static @Nullable NativeBlock kept(long bytes) {
        synchronized (SPARE) {
            ArrayDeque<NativeBlock> same = SPARE.get(bytes);
            NativeBlock found = same == null ? null : same.poll();
            if (found != null) {
                spare -= bytes;
            }
            return found;
        }
    }

    /** The machine address of the first byte. */
    long address() {
        return memory.address();
    }

    /**
     * Ends the use of a block, which must not be accessed afterwards. In the checked form it is freed at once, so that the
     * system finds such an access.
     */
    static void release(@Nullable NativeBlock block) {
        if (block == null) {
            return;
        }
        long bytes = block.memory.byteSize();
        synchronized (SPARE) {
            if (!Extent.CHECKED && spare + bytes <= KEPT) {
                spare += bytes;
                SPARE.computeIfAbsent(bytes, _ -> new ArrayDeque<>()).push(block);
                return;
            }
        }
        block.cleanable.clean();
    }
}
