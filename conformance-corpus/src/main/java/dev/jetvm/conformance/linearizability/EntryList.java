package dev.jetvm.conformance.linearizability;

/**
 * The calls and returns that are not yet put in order: a doubly linked list in arrays. Lifting takes the call and the
 * return of an operation out; unlifting in the opposite order puts them back where they were, in constant time.
 */
final class EntryList {
    static final int HEAD = 0;

    private final int[] next;
    private final int[] previous;
    private final int[] operation;
    private final int[] callOf;
    private final int[] returnOf;
    private int last;

    EntryList(int operations) {
        int size = 2 * operations + 1;
        next = new int[size];
        previous = new int[size];
        operation = new int[size];
        callOf = new int[operations];
        returnOf = new int[operations];
        next[HEAD] = HEAD;
    }

    /** Appends the call of an operation. */
    void call(int number) {
        callOf[number] = append(number);
    }

    /** Appends the return of an operation that was called; an operation without a return is pending. */
    void end(int number) {
        returnOf[number] = append(number);
    }

    private int append(int number) {
        int entry = ++last;
        int before = previous[HEAD];
        operation[entry] = number;
        next[before] = entry;
        previous[entry] = before;
        next[entry] = HEAD;
        previous[HEAD] = entry;
        return entry;
    }

    /** The entry behind another; {@link #HEAD} at the end. */
    int after(int entry) {
        return next[entry];
    }

    boolean isCall(int entry) {
        return entry != HEAD && callOf[operation[entry]] == entry;
    }

    int operation(int entry) {
        return operation[entry];
    }

    int callOf(int number) {
        return callOf[number];
    }

    void lift(int number) {
        unlink(callOf[number]);
        if (returnOf[number] != HEAD) {
            unlink(returnOf[number]);
        }
    }

    void unlift(int number) {
        if (returnOf[number] != HEAD) {
            relink(returnOf[number]);
        }
        relink(callOf[number]);
    }

    private void unlink(int entry) {
        next[previous[entry]] = next[entry];
        previous[next[entry]] = previous[entry];
    }

    private void relink(int entry) {
        next[previous[entry]] = entry;
        previous[next[entry]] = entry;
    }
}
