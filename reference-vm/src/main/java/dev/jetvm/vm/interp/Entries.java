package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.RootVisitor;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * A stack of pairs of a word and its info word, as {@link FrameObligations} has one for each kind. The first entry of each frame is
 * marked.
 */
final class Entries {
    /** Mark in the info word of the first entry of a frame. */
    static final long FIRST = 1L << 62;
    private static final long[] NONE = {};
    /** What every stack begins with; most tasks need no other. */
    static final Entries EMPTY = new Entries();

    long[] pairs = NONE;
    int size;

    /** Returns the stack with one pair more: itself, unless it is {@link #EMPTY}. */
    Entries with(long word, long info) {
        Entries longer = this == EMPTY ? new Entries() : this;
        longer.push(word, info);
        return longer;
    }

    private void push(long word, long info) {
        if (2 * size == pairs.length) {
            pairs = Arrays.copyOf(pairs, Math.max(8, 2 * pairs.length));
        }
        pairs[2 * size] = word;
        pairs[2 * size + 1] = info;
        size++;
    }

    long word(int index) {
        return pairs[2 * index];
    }

    long info(int index) {
        return pairs[2 * index + 1];
    }

    long topWord() {
        return word(size - 1);
    }

    long topInfo() {
        return info(size - 1);
    }

    boolean isFirst(int index) {
        return (info(index) & FIRST) != 0;
    }

    /** Returns the index of the first entry of the innermost frames that have any. @param frames their number */
    int start(int frames) {
        int at = size;
        for (int left = frames; left > 0;) {
            at--;
            left -= isFirst(at) ? 1 : 0;
        }
        return at;
    }

    /** Passes on the words of the innermost frames that have any, those of the outermost frame first. */
    void forEach(int frames, LongConsumer visitor) {
        for (int k = start(frames); k < size; k++) {
            visitor.accept(word(k));
        }
    }

    /** Removes the entries of the innermost frames, and returns their pairs. */
    long[] cut(int frames) {
        if (frames == 0) {
            return NONE;
        }
        int from = start(frames);
        long[] taken = Arrays.copyOfRange(pairs, 2 * from, 2 * size);
        size = from;
        return taken;
    }

    Entries with(long[] more) {
        Entries longer = this;
        for (int k = 0; k < more.length; k += 2) {
            longer = longer.with(more[k], more[k + 1]);
        }
        return longer;
    }

    void visit(RootVisitor visitor) {
        for (int k = 0; k < size; k++) {
            pairs[2 * k] = visitor.visit(pairs[2 * k]);
        }
    }
}
