package dev.jetvm.vm.interp;

import org.jspecify.annotations.Nullable;

/**
 * What an instruction found for a shape. Immutable and published by one store (ERR-083).
 *
 * <p>Clauses: IC-01, IC-09, CLS-11.
 *
 * @param epoch how often any class had changed when it was found
 * @param field place of a field, or -1
 * @param method place of a method in the array of the class, or -1
 * @param after for a store that adds the field: the shape afterwards
 * @param next for another shape
 */
record PropertyEntry(int shape, int epoch, int field, int method, @Nullable Shape after, @Nullable PropertyEntry next) {
    /** After so many shapes an instruction looks up anew every time. */
    static final int MOST = 4;

    static @Nullable PropertyEntry find(@Nullable Object first, int shape, int epoch) {
        for (PropertyEntry entry = (PropertyEntry) first; entry != null; entry = entry.next) {
            if (entry.shape == shape && entry.epoch == epoch) {
                return entry;
            }
        }
        return null;
    }

    static int length(@Nullable PropertyEntry first) {
        int length = 0;
        for (PropertyEntry entry = first; entry != null; entry = entry.next) {
            length++;
        }
        return length;
    }
}
