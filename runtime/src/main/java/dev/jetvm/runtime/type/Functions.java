package dev.jetvm.runtime.type;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The methods of a runtime by their numbers. Added to under a lock, read without one. Clause: TYPE-11. */
final class Functions {
    private static final int FIRST_CAPACITY = 64;

    /** Written again after each change, so that whoever reads it sees what it holds. */
    private volatile @Nullable Function[] all = new @Nullable Function[FIRST_CAPACITY];
    private int size;

    synchronized int size() {
        return size;
    }

    synchronized void add(Function function) {
        @Nullable
        Function[] room = size < all.length ? all : Arrays.copyOf(all, 2 * size);
        room[size++] = function;
        all = room;
    }

    /** @param number of a function that was added */
    Function get(int number) {
        return Objects.requireNonNull(all[number]);
    }
}
