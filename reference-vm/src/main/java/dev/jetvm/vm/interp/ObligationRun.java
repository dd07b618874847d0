package dev.jetvm.vm.interp;

import java.util.function.LongSupplier;

/**
 * The obligations of consecutive frames, lifted off a stack: for each kind pairs of a word and its info word, those of the
 * outermost frame first. The words are stale after the next safepoint.
 */
record ObligationRun(long[] captures, long[] cleanups, long[] handlers, long[] recovers) {
    /** Replaces the words that are roots, those of captured variables first, then cleanups, then handlers. */
    void replaceRoots(LongSupplier words) {
        replaceRoots(captures, words);
        replaceRoots(cleanups, words);
        replaceRoots(handlers, words);
    }

    private static void replaceRoots(long[] pairs, LongSupplier words) {
        for (int k = 0; k < pairs.length; k += 2) {
            pairs[k] = words.getAsLong();
        }
    }

    /** Returns the number of open scopes: cleanups whose word is nil. */
    int scopes(long nil) {
        int count = 0;
        for (int k = 0; k < cleanups.length; k += 2) {
            count += cleanups[k] == nil ? 1 : 0;
        }
        return count;
    }
}
