package dev.jetvm.conformance.session;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is wrong with an implementation that fails a case, gravest first. */
public enum FailureKind {
    /** An operation gave another result than the clause says, or refused what is right. */
    WRONG_RESULT("wrong result"),
    /** The process ended, did not answer in time, or answered with something that is no answer. */
    LOST("no answer"),
    /** What has to be refused was accepted. */
    ACCEPTED("not refused"),
    /** What has to be refused was refused, with another code or phase, or at another place. */
    OTHER_CODE("refused with another code"),
    /** An operation of an announced feature was answered {@code unsupported}. */
    UNSERVED("announced, not served"),
    /** A number that describes the work of the implementation differs; what programs see was right. */
    COUNTER("counter"),
    /** A member of an answer was absent; what was present was right. */
    MISSING("missing member");

    private final String title;

    FailureKind(String title) {
        this.title = title;
    }

    /** The kind as written in reports: {@code wrong-result}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind in words, for readers. */
    public String title() {
        return title;
    }

    /** The kind with this word; {@link #WRONG_RESULT} for an unknown one. */
    public static FailureKind ofWord(String word) {
        for (FailureKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        return WRONG_RESULT;
    }

    /** The graver of two. */
    public FailureKind or(FailureKind other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Whether what programs can see may still be right, so that a case goes on. */
    public boolean isMinor() {
        return this == COUNTER || this == MISSING;
    }

    /**
     * The kind of a failure, as far as the outcomes of the expected and the observed answer decide it. Two answers with
     * the outcome {@code ok} differ in a result.
     *
     * @param expected a whole answer, or {@code anyOf} several; null if nothing particular was expected
     * @param observed a whole answer; null if there was none
     */
    static FailureKind of(Verdict verdict, @Nullable JsonNode expected, @Nullable JsonNode observed) {
        if (verdict != Verdict.FAIL) {
            return LOST;
        }
        String seen = observed == null ? "" : observed.path("outcome").asString("");
        if (expected == null) {
            return seen.equals("unsupported") ? UNSERVED : WRONG_RESULT;
        }
        JsonNode first = expected.path("anyOf").isArray() ? expected.path("anyOf").path(0) : expected;
        if (!isRefusal(first.path("outcome").asString(""))) {
            return WRONG_RESULT;
        }
        return isRefusal(seen) ? OTHER_CODE : seen.equals("ok") ? ACCEPTED : WRONG_RESULT;
    }

    private static boolean isRefusal(String outcome) {
        return switch (outcome) {
            case "panic", "reject", "error", "unsupported" -> true;
            default -> false;
        };
    }
}
