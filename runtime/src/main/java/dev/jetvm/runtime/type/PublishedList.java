package dev.jetvm.runtime.type;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An append-only list that is read without a lock. A thread that obtains an index through a synchronising operation,
 * such as an acquire load of a word that was stored with release, finds the item at that index and sees all writes to
 * the item that preceded its addition.
 *
 * <p>Each addition writes the array in place and then publishes it by a volatile store. A full array is replaced by a
 * copy of twice the length.
 *
 * @param <T> the item
 */
public final class PublishedList<T> {
    private volatile @Nullable Object[] items;
    @GuardedBy("this")
    private int size;

    /** @param capacity the initial capacity in items, at least 1 */
    public PublishedList(int capacity) {
        this.items = new @Nullable Object[capacity];
    }

    public synchronized int size() {
        return size;
    }

    /** Adds an item and returns its index. */
    public synchronized int add(T item) {
        @Nullable
        Object[] room = size < items.length ? items : Arrays.copyOf(items, 2 * size);
        room[size] = item;
        items = room;
        return size++;
    }

    /** @param index the index of an item that was added */
    @SuppressWarnings("unchecked")
    public T get(int index) {
        return (T) Objects.requireNonNull(items[index]);
    }

    /** Visits every item that was added before the call, in order. */
    public void forEach(Consumer<? super T> consumer) {
        int count = size();
        for (int k = 0; k < count; k++) {
            consumer.accept(get(k));
        }
    }
}
