package dev.jetvm.conformance.linearizability;

import java.util.Arrays;

/**
 * The set of operations that are put in order, as bits. Completed operations are numbered by their calls, so the set
 * is nearly a prefix of them; pending operations have the numbers behind. A key of the set leaves out the full words
 * of the prefix and the empty words behind it: its length depends on how many operations overlap and on how many are
 * pending, not on the length of the history.
 */
final class OrderedSet {
    private final long[] words;
    private final int completedWords;
    private int full;
    private int used;

    OrderedSet(int completed, int pending) {
        completedWords = completed + Long.SIZE - 1 >>> 6;
        words = new long[completedWords + (pending + Long.SIZE - 1 >>> 6)];
    }

    /** The bit of the first pending operation. */
    int firstPending() {
        return completedWords << 6;
    }

    boolean contains(int bit) {
        return (words[bit >>> 6] & 1L << bit) != 0;
    }

    void add(int bit) {
        int word = bit >>> 6;
        words[word] |= 1L << bit;
        if (word < completedWords) {
            used = Math.max(used, word + 1);
            while (full < completedWords && words[full] == -1) {
                full++;
            }
        }
    }

    void remove(int bit) {
        int word = bit >>> 6;
        words[word] &= ~(1L << bit);
        if (word < completedWords) {
            full = Math.min(full, word);
            while (used > 0 && words[used - 1] == 0) {
                used--;
            }
        }
    }

    /** Equal arrays for equal sets only. */
    long[] key() {
        int middle = Math.max(0, used - full);
        int end = words.length;
        while (end > completedWords && words[end - 1] == 0) {
            end--;
        }
        int tail = end - completedWords;
        long[] key = new long[1 + middle + tail];
        key[0] = (long) full << 32 | middle;
        System.arraycopy(words, full, key, 1, middle);
        System.arraycopy(words, completedWords, key, 1 + middle, tail);
        return key;
    }

    @Override
    public String toString() {
        return Arrays.toString(words);
    }
}
