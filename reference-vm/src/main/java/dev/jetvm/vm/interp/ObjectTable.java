package dev.jetvm.vm.interp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.gc.LongStack;
import dev.jetvm.runtime.gc.WeakTable;
import dev.jetvm.runtime.value.ValueModel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What objects of a machine represent outside of the heap, by the numbers in the objects. A number is free again when its object is
 * dead, or when it is released. Elements are stored with release and loaded with acquire. The monitor is a leaf lock.
 *
 * @spec GC-22
 */
class ObjectTable<T> implements WeakTable {
    private static final int FIRST = 16;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Entry[].class);

    /** What an object represents, and where the object is. */
    private static final class Entry<T> {
        final T item;
        /** Changes when the object moves, while the world is stopped. */
        long object;

        Entry(T item, long object) {
            this.item = item;
            this.object = object;
        }
    }

    private final ValueModel model;
    private volatile @Nullable Entry<T>[] entries = array(FIRST);
    @GuardedBy("this")
    private int numbers = 1;
    /** Numbers below {@link #numbers} that no object has. */
    @GuardedBy("this")
    private final LongStack free = new LongStack();

    ObjectTable(ValueModel model) {
        this.model = model;
    }

    @SuppressWarnings("unchecked")
    private static <T> @Nullable Entry<T>[] array(int length) {
        return (@Nullable Entry<T>[]) new @Nullable Entry<?>[length];
    }

    /** Gives an item the number that its object is to store; no number is 0. @param word word of the object */
    synchronized int add(T item, long word) {
        int number = free.isEmpty() ? numbers++ : (int) free.pop();
        if (number == entries.length) {
            entries = Arrays.copyOf(entries, 2 * number);
        }
        ELEMENT.setRelease(entries, number, new Entry<>(item, model.address(word)));
        return number;
    }

    /** Returns the item with a number, or null. It is that of the object that has the number. */
    @Nullable
    T get(int number) {
        Entry<T> entry = entry(number);
        return entry == null ? null : entry.item;
    }

    /** Returns the item of an object, or null if another object has the number: a finalizer may have copied this one. */
    @Nullable
    T get(int number, long object) {
        Entry<T> entry = entry(number);
        return entry == null || entry.object != object ? null : entry.item;
    }

    @SuppressWarnings("unchecked")
    private @Nullable Entry<T> entry(int number) {
        return (Entry<T>) ELEMENT.getAcquire(entries, number);
    }

    /** Forgets an item, whose object no longer stores its number. */
    synchronized void release(int number) {
        ELEMENT.setRelease(entries, number, null);
        free.push(number);
    }

    /** Drops the items whose objects are dead. */
    @Override
    public synchronized void update(Liveness liveness) {
        @Nullable
        Entry<T>[] known = entries;
        for (int number = 0; number < numbers; number++) {
            Entry<T> entry = known[number];
            if (entry == null) {
                continue;
            }
            entry.object = liveness.survivor(entry.object);
            if (entry.object == 0) {
                known[number] = null;
                free.push(number);
            }
        }
    }

    /** Returns the number of items whose objects are alive, as far as the last collection found out. */
    synchronized int size() {
        return numbers - 1 - free.size();
    }
}
