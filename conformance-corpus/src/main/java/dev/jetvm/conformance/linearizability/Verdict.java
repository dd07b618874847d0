package dev.jetvm.conformance.linearizability;

/** What is known about a history. */
public enum Verdict {
    LINEARIZABLE("linearizable"), NOT_LINEARIZABLE("not linearizable"),
    /** A limit was reached before the search was complete. */
    UNKNOWN("unknown");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
