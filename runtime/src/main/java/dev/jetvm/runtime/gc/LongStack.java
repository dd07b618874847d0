package dev.jetvm.runtime.gc;

import java.util.Arrays;

/**
 * A growable stack of words. An empty stack has no memory of its own; the first word makes room for 8, and the room doubles when it
 * is full.
 *
 * @spec GC-17
 */
public final class LongStack {
    private static final int FIRST = 8;

    private static final long[] NONE = {};

    private long[] items = NONE;
    private int size;

    public void push(long item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.max(FIRST, size * 2));
        }
        items[size++] = item;
    }

    /** Removes and returns the top item. The stack must not be empty. */
    public long pop() {
        return items[--size];
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
    }

    public long get(int index) {
        return items[index];
    }

    public void set(int index, long item) {
        items[index] = item;
    }

    /** Removes all items above the first {@code newSize} items. */
    public void cut(int newSize) {
        size = newSize;
    }

    public int capacity() {
        return items.length;
    }

    /** Removes and returns the older half of the items, for another tracer. */
    long[] takeHalf() {
        int half = size / 2;
        long[] taken = Arrays.copyOf(items, half);
        System.arraycopy(items, half, items, 0, size - half);
        size -= half;
        return taken;
    }
}
