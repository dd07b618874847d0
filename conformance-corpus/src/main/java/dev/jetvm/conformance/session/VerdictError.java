package dev.jetvm.conformance.session;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Ends a case with a verdict other than pass. Extends {@link Error} so that no test library treats it as an exception
 * of the code under test and continues.
 */
public final class VerdictError extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final Verdict verdict;
    private final String detail;
    private final transient @Nullable JsonNode expected;
    private final transient @Nullable JsonNode observed;
    private final transient @Nullable JsonNode sample;
    private final FailureKind kind;
    private transient @Nullable JsonNode history;

    public VerdictError(Verdict verdict, String detail) {
        this(verdict, detail, null, null);
    }

    public VerdictError(Verdict verdict, String detail, @Nullable JsonNode expected, @Nullable JsonNode observed) {
        this(verdict, detail, expected, observed, null);
    }

    /**
     * @param sample the input with which a property failed, in words and as data; null for a case with a fixed input
     */
    public VerdictError(Verdict verdict, String detail, @Nullable JsonNode expected, @Nullable JsonNode observed,
            @Nullable JsonNode sample) {
        this(verdict, detail, expected, observed, sample, FailureKind.of(verdict, expected, observed));
    }

    /** @param kind what is wrong with the implementation; without a meaning for a verdict that is no failure */
    public VerdictError(Verdict verdict, String detail, @Nullable JsonNode expected, @Nullable JsonNode observed,
            @Nullable JsonNode sample, FailureKind kind) {
        super(verdict.word() + ": " + detail);
        this.verdict = verdict;
        this.detail = detail;
        this.expected = expected;
        this.observed = observed;
        this.sample = sample;
        this.kind = kind;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** What is wrong with the implementation; without a meaning for a verdict that is no failure. */
    public FailureKind kind() {
        return kind;
    }

    public String detail() {
        return detail;
    }

    public @Nullable JsonNode expected() {
        return expected;
    }

    public @Nullable JsonNode observed() {
        return observed;
    }

    public @Nullable JsonNode sample() {
        return sample;
    }

    /** Adds why a history of concurrent operations is wrong, as {@code FailureJson} writes it. */
    public VerdictError withHistory(@Nullable JsonNode explanation) {
        history = explanation;
        return this;
    }

    /** Why a history of concurrent operations is wrong; null for all other failures. */
    public @Nullable JsonNode history() {
        return history;
    }
}
