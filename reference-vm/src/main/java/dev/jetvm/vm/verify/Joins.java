package dev.jetvm.vm.verify;

import dev.jetvm.vm.isa.Kinds;
import java.util.Arrays;
import java.util.BitSet;
import java.util.PriorityQueue;

/**
 * What is known at the places where ways meet; everywhere else one running {@link Frame} is enough. Kinds are joined by
 * OR, heights and recovers must agree.
 *
 * <p>Kinds can only be added, so the flow ends by itself; so that it ends soon, a join whose kinds have changed
 * {@value #CHANGES_MAX} times knows nothing from then on: all its words are any. In the same way a function whose joins
 * would need too many words knows no kinds at all. Both bounds are part of the specification, for stack maps follow from
 * the kinds; the order in which joins are looked at is, too.
 *
 * @spec VERIFY-02
 * @spec VERIFY-03
 * @spec VERIFY-13
 */
final class Joins {
    static final int CHANGES_MAX = 8;
    /** Words at the joins of one function: so many for each byte of its code and a few more, and so many altogether. */
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
    /** Those in the queue. No BitSet: clearing its last bit looks for the one before, through all of it. */
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

    /** Work done, in words joined or loaded. */
    long steps() {
        return steps;
    }

    /** The join at an offset, or below 0 if there is none. */
    int at(int place) {
        return Arrays.binarySearch(places, place);
    }

    boolean isPending() {
        return !queue.isEmpty();
    }

    /** The first of the joins, in the order of the code, that have changed since they were looked at. */
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
     * A way comes here.
     *
     * @param from the instruction it comes from
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
