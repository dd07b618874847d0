package dev.jetvm.runtime.gc;

import dev.jetvm.runtime.memory.HeapConstants;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A buffer of 4 KB of one mutator's mutation log. An entry is the address of an object that was written for the first
 * time in this cycle, or a reference that the preceding object held before the write, marked by bit 0.
 *
 * @spec BAR-05
 * @spec BAR-06
 */
public final class LogBuffer {
    /** The bit that marks an entry as a former reference of the preceding object. */
    public static final long FORMER = 1;

    private final long[] entries = new long[HeapConstants.LOG_ENTRIES];
    private int size;
    /** The buffer that was added to the remembered set before this one. */
    @Nullable
    LogBuffer next;

    /** Returns the buffer that was added to the remembered set before this one, or null. */
    public @Nullable LogBuffer next() {
        return next;
    }

    void setNext(@Nullable LogBuffer below) {
        next = below;
    }

    boolean isFull() {
        return size == entries.length;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Appends an entry. The buffer must not be full. */
    public void add(long entry) {
        entries[size++] = entry;
    }

    public void forEach(LongConsumer consumer) {
        for (int k = 0; k < size; k++) {
            consumer.accept(entries[k]);
        }
    }

    int size() {
        return size;
    }

    long get(int index) {
        return entries[index];
    }
}
