package dev.jetvm.vm.verify;

import dev.jetvm.vm.isa.Kinds;
import java.util.Arrays;
import java.util.BitSet;
import java.util.PriorityQueue;

/**
 * The states at the joins of a function; between joins one running {@link Frame} is enough. Kinds are joined by OR;
 * stack heights and recovers must be equal.
 *
 * <p>Kinds are only added, so the analysis terminates. To bound its length, once the kinds of a join have changed
 * {@value #CHANGES_MAX} times, the next change sets all its words to any. Likewise, a function whose joins would need
 * too many words is analysed without kinds. Both bounds and the order in which joins are visited are part of the
 * specification, because the stack maps depend on the kinds.
 *
 * @spec VERIFY-02
 * @spec VERIFY-03
 * @spec VERIFY-13
 */
final class Joins {
    static final int CHANGES_MAX = 8;
    /**
     * Limits on the words of state at the joins of one function: a number for each byte of code and of a constant extra
     * length, and a total.
     */
    static final long WORDS_PER_BYTE = 64;
    static final int LENGTH_EXTRA = 64;
    static final int WORDS_MAX = 1 << 24;
    private static final int UNSEEN = -1;

    private final Body body;
    private final boolean tracked;
    private final int[] places;
    private final int[] heights;
    private final int[] recovers;
    private final byte[] changes;
    private final int[][] kinds;
    /** The joins in the queue. A BitSet would be slow: clearing its last set bit scans the whole set backwards. */
    private final boolean[] marked;
    private final PriorityQueue<Integer> queue = new PriorityQueue<>();
    private long steps;

    /** @param at offsets of the joins */
    Joins(Body body, BitSet at) {
        this.body = body;
        this.places = at.stream().toArray();
        this.heights = new int[places.length];
        this.recovers = new int[places.length];
        this.changes = new byte[places.length];
        this.marked = new boolean[places.length];
        long words = (long) places.length * (body.function().slots() + body.function().maxStack());
        this.tracked = words <= Math.min(WORDS_PER_BYTE * (body.length() + LENGTH_EXTRA), WORDS_MAX);
        this.kinds = new int[tracked ? places.length : 0][];
        Arrays.fill(heights, UNSEEN);
    }

    boolean tracked() {
        return tracked;
    }

    int count() {
        return places.length;
    }

    int place(int join) {
        return places[join];
    }

    /** Returns the work done, in words joined or loaded. */
    long steps() {
        return steps;
    }

    /** Returns the index of the join at an offset, or a negative number if there is none. */
    int at(int place) {
        return Arrays.binarySearch(places, place);
    }

    boolean isPending() {
        return !queue.isEmpty();
    }

    /** Removes and returns the first join, in code order, that has changed since it was last visited. */
    int next() {
        int join = queue.remove();
        marked[join] = false;
        return join;
    }

    void load(int join, Frame frame) {
        frame.height = heights[join];
        frame.recovers = recovers[join];
        if (tracked) {
            int[] from = kinds[join];
            for (int k = 0; k < from.length; k++) {
                frame.set(k, from[k]);
            }
            steps += from.length;
        }
    }

    /**
     * Merges a frame into a join.
     *
     * @param from offset of the instruction that leads to the join
     * @throws dev.jetvm.runtime.panic.RejectException invalid: {@code stack-merge}, {@code recover-merge}
     */
    void reach(int join, Frame frame, int from) {
        if (heights[join] == UNSEEN) {
            heights[join] = frame.height;
            recovers[join] = frame.recovers;
            if (tracked) {
                kinds[join] = Arrays.copyOf(frame.kinds, frame.words());
                steps += frame.words();
            }
            mark(join);
            return;
        }
        agree(join, frame, from);
        if (tracked && merge(kinds[join], frame)) {
            if (++changes[join] > CHANGES_MAX) {
                Arrays.fill(kinds[join], Kinds.ANY);
            }
            mark(join);
        }
    }

    private void agree(int join, Frame frame, int from) {
        if (heights[join] != frame.height) {
            throw body.refused("stack-merge", from, "the stack holds %d at %04x, on another way there %d"
                    .formatted(frame.height, places[join], heights[join]));
        }
        if (recovers[join] != frame.recovers) {
            throw body.refused("recover-merge", from,
                    "the recovers at %04x are others than on another way there".formatted(places[join]));
        }
    }

    private boolean merge(int[] into, Frame frame) {
        boolean changed = false;
        for (int k = 0; k < into.length; k++) {
            int both = into[k] | frame.kinds[k];
            changed |= both != into[k];
            into[k] = both;
        }
        steps += into.length;
        return changed;
    }

    private void mark(int join) {
        if (!marked[join]) {
            marked[join] = true;
            queue.add(join);
        }
    }
}
