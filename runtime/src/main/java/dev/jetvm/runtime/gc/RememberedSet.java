package dev.jetvm.runtime.gc;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The full log buffers of all mutators, in a lock-free stack (Treiber 1986): a mutator that is suspended while it adds
 * a buffer does not delay other threads. Only the collector removes buffers, all at once, so a buffer is never added
 * twice and the stack has no ABA problem.
 *
 * @spec BAR-06
 * @spec BAR-07
 */
public final class RememberedSet {
    private final AtomicReference<@Nullable LogBuffer> top = new AtomicReference<>();

    /** Adds a buffer. The caller must not write to it afterwards. */
    public void add(LogBuffer buffer) {
        LogBuffer below;
        do {
            below = top.get();
            buffer.setNext(below);
        } while (!top.compareAndSet(below, buffer));
    }

    /** Visits every entry of every buffer. No thread may add buffers concurrently. */
    public void forEach(LongConsumer consumer) {
        for (LogBuffer buffer = top.get(); buffer != null; buffer = buffer.next()) {
            buffer.forEach(consumer);
        }
    }

    /** Removes all buffers. Returns the newest, which links to the older ones, or null if the set is empty. */
    public @Nullable LogBuffer takeAll() {
        return top.getAndSet(null);
    }
}
