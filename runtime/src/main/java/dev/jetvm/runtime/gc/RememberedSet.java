package dev.jetvm.runtime.gc;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Full log buffers of all mutators, as a stack without locks: a mutator that is stopped in the middle of handing over
 * holds nobody up (Treiber 1986). Only the collector takes buffers out, all at once, so a buffer is never there twice
 * and the stack has no ABA.
 *
 * @spec BAR-06
 * @spec BAR-07
 */
public final class RememberedSet {
    private final AtomicReference<@Nullable LogBuffer> top = new AtomicReference<>();

    /** Hands a buffer over; the caller writes to it no more. */
    public void add(LogBuffer buffer) {
        LogBuffer below;
        do {
            below = top.get();
            buffer.setNext(below);
        } while (!top.compareAndSet(below, buffer));
    }

    /** Every entry of every buffer. Nobody may add meanwhile. */
    public void forEach(LongConsumer consumer) {
        for (LogBuffer buffer = top.get(); buffer != null; buffer = buffer.next()) {
            buffer.forEach(consumer);
        }
    }

    /** Everything handed over so far, the newest first; the set is empty afterwards. */
    public @Nullable LogBuffer takeAll() {
        return top.getAndSet(null);
    }
}
