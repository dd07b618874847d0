package dev.jetvm.conformance.history;

import java.util.Set;

/** The outcomes of operations: the words of the conformance protocol, and those for an operation without an answer. */
public final class Outcomes {
    /** Done, with a result if the operation has one. */
    public static final String OK = "ok";
    /** Done, and the answer is that the condition of the operation did not hold, as in a compare-and-set. */
    public static final String FAIL = "fail";
    public static final String EMPTY = "empty";
    public static final String FULL = "full";
    public static final String CLOSED = "closed";
    /** A steal lost a race. */
    public static final String CONTENDED = "contended";
    /** Without an answer: it may take effect later or never. */
    public static final String PENDING = "pending";

    static final Set<String> ANSWERS = Set.of(OK, FAIL, EMPTY, FULL, CLOSED, CONTENDED);
    /** Synonyms of {@link #PENDING}. */
    static final Set<String> UNKNOWN = Set.of(PENDING, "timeout", "timed-out", "cancelled", "info", "suspended");

    private Outcomes() {}

    static String expected() {
        return "ok, fail, empty, full, closed, contended, or pending, timeout and cancelled for an operation "
                + "that may take effect later or never";
    }
}
