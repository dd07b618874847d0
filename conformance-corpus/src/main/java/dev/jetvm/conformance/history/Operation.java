package dev.jetvm.conformance.history;

import java.util.List;

/**
 * One operation of a history. Times are ranks of events: each call and each return of a history has a different rank,
 * and an operation precedes another if its end is less than the other's start.
 *
 * @param index number of the operation in its history, in the order of calls, from 0
 * @param thread the thread, process or client that performed it
 * @param object the object, or the key of a key-value store, on which it was performed
 * @param argument {@link Values#NIL} if there is none
 * @param outcome how it was answered, see {@link Outcomes}
 * @param result the answered value; {@link Values#ABSENT} if the history does not say it
 * @param start rank of the call
 * @param end rank of the return; {@link #NEVER} for a pending operation
 * @param suspensions when the operation was suspended, in order
 * @param line line of the call in the file, from 1; 0 if it is from no file
 */
public record Operation(int index, String thread, String object, String name, Object argument, String outcome,
        Object result, int start, int end, List<Suspension> suspensions, int line) {
    /** The end of a pending operation, which may take effect at any time after its call or never. */
    public static final int NEVER = Integer.MAX_VALUE;

    public Operation {
        suspensions = List.copyOf(suspensions);
    }

    /** A part of an operation in which its thread was suspended, as ranks; {@code to} is {@link #NEVER} if it stays so. */
    public record Suspension(int from, int to) {}

    public boolean pending() {
        return end == NEVER;
    }

    /** Whether the operation returned before the other was called. */
    public boolean precedes(Operation other) {
        return end < other.start;
    }

    /** Whether there is a point in time at which both were in progress. */
    public boolean overlaps(Operation other) {
        return !precedes(other) && !other.precedes(this);
    }

    /** The operation as if its answer were unknown. */
    public Operation withoutAnswer() {
        return new Operation(index, thread, object, name, argument, Outcomes.PENDING, Values.ABSENT, start, NEVER,
                suspensions, line);
    }

    /** {@code push(4)}. */
    public String call() {
        return name + "(" + (argument.equals(Values.NIL) ? "" : Values.text(argument)) + ")";
    }

    /** {@code 4}, {@code empty}, {@code ok} without a known value, {@code pending}. */
    public String answer() {
        if (!outcome.equals(Outcomes.OK)) {
            return outcome;
        }
        return result.equals(Values.ABSENT) ? outcome : Values.text(result);
    }

    /** {@code pop() -> 4}. */
    public String text() {
        return call() + " -> " + answer();
    }
}
