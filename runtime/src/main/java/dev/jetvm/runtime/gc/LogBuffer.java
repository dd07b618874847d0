package dev.jetvm.runtime.gc;

import dev.jetvm.runtime.memory.HeapConstants;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Four kilobytes of mutation log of one mutator: addresses of objects that were written for the first time in this
 * cycle, each followed by the references that it held before, marked in bit 0.
 *
 * @spec BAR-05
 * @spec BAR-06
 */
public final class LogBuffer {
    /** In an entry: it is a former reference of the object before it. */
    public static final long FORMER = 1;

    private final long[] entries = new long[HeapConstants.LOG_ENTRIES];
    private int size;
    /** The buffer handed over before this one. */
    @Nullable
    LogBuffer next;

    /** The buffer handed over before this one. */
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
