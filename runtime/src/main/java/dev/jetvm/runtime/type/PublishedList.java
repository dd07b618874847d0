package dev.jetvm.runtime.type;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A list that grows at its end and is read without a lock. Whoever learns an index in a way that orders memory, such as an
 * acquiring load of a word that was stored with release, finds the item there and sees all that was written to it before
 * it was added.
 *
 * <p>The array is written in place and published again by a volatile store after each addition; a full array is replaced
 * by a copy of twice the length.
 *
 * @param <T> what is listed
 */
public final class PublishedList<T> {
    private volatile @Nullable Object[] items;
    @GuardedBy("this")
    private int size;

    /** @param capacity items before the array is replaced for the first time, at least 1 */
    public PublishedList(int capacity) {
        this.items = new @Nullable Object[capacity];
    }

    public synchronized int size() {
        return size;
    }

    /** Adds an item; answers its index. */
    public synchronized int add(T item) {
        @Nullable
        Object[] room = size < items.length ? items : Arrays.copyOf(items, 2 * size);
        room[size] = item;
        items = room;
        return size++;
    }

    /** @param index of an item that was added */
    @SuppressWarnings("unchecked")
    public T get(int index) {
        return (T) Objects.requireNonNull(items[index]);
    }

    /** Every item that was added before the call, in order. */
    public void forEach(Consumer<? super T> consumer) {
        int count = size();
        for (int k = 0; k < count; k++) {
            consumer.accept(get(k));
        }
    }
}
