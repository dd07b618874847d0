package dev.jetvm.reports.model;

import dev.jetvm.conformance.linearizability.Failure;
import dev.jetvm.conformance.linearizability.FailureJson;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun.Exchange;
import dev.jetvm.conformance.session.CaseRun.Outcomes;
import dev.jetvm.conformance.session.FailureKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The result of one case.
 *
 * @param suspect those of its clauses whose text changed since the last review of the case
 * @param verdict the word of {@link dev.jetvm.conformance.session.Verdict}
 * @param failure the word of {@link FailureKind}; empty unless the implementation is at fault
 * @param leftOut the features of the parts of the case that were not run, because they are not announced
 * @param outcomes of a program that may have several outcomes: how many were seen; null for other cases
 * @param detail one sentence; empty for a pass
 * @param duration in milliseconds
 * @param attempts 1, or 2 when it was run again after a crash, a timeout or a failure
 * @param seed as a decimal string
 * @param repro a command that runs this case alone
 * @param replay file beside the report with the exchange that failed, {@code repro/<id>.json}; empty for a pass
 * @param sample the smallest input that a property fails with, in words and as data; null for other cases
 * @param history why the history of a workload is wrong, as {@code FailureJson} writes it; null for other failures
 * @param transcript the last lines, oldest first; empty for a pass
 * @param stderrTail the last lines of the agent's standard error; empty for a pass
 * @param place of the case in the suite, from 0, where the simpler cases of a file stand first; null in older reports
 */
public record CaseResult(String id, String title, List<String> rules, String chapter, String level, String kind,
        String profile, List<String> suspect, String verdict, String failure, List<String> leftOut,
        @Nullable Outcomes outcomes, String detail, @Nullable JsonNode expected,
        @Nullable JsonNode observed,
        double duration, int attempts, String seed, String repro, String replay, @Nullable JsonNode sample,
        @Nullable JsonNode history, List<Exchange> transcript, String stderrTail,
        @Nullable Integer place) {

    /** Rejects a document with missing parts. Older reports have no suspect cases, kinds of failure and parts left out. */
    public CaseResult {
        Objects.requireNonNull(id, "a result has no id");
        Objects.requireNonNull(verdict, "a result has no verdict");
        Objects.requireNonNull(chapter, "a result has no chapter");
        rules = ReportFile.whole(rules, "clauses of a result");
        transcript = ReportFile.whole(transcript, "transcript of a result");
        suspect = suspect == null ? List.of() : suspect;
        failure = failure == null ? "" : failure;
        leftOut = leftOut == null ? List.of() : leftOut;
    }

    /**
     * The clauses that a failure speaks against: its own, or CONF-10 if the implementation announces what it does not
     * serve.
     */
    public List<String> blamed() {
        return failure.equals(FailureKind.UNSERVED.word()) ? List.of("CONF-10") : rules;
    }

    /** The same result as the second attempt, with another sentence. */
    public CaseResult again(String changed) {
        return with(changed, 2);
    }

    /** The same result with another sentence. */
    public CaseResult saying(String changed) {
        return with(changed, attempts);
    }

    private CaseResult with(String changed, int number) {
        return new CaseResult(id, title, rules, chapter, level, kind, profile, suspect, verdict, failure, leftOut,
                outcomes, changed, expected, observed, duration, number, seed, repro, replay, sample, history,
                transcript, stderrTail, place);
    }

    /** The same result, counted as the second attempt. */
    public CaseResult again() {
        return again(detail);
    }

    /** Why the history of a workload is wrong; empty for other failures. */
    public Optional<Failure> explanation() {
        return history == null || !history.isObject() ? Optional.empty() : Optional.of(FailureJson.read(history));
    }

    /** What is wrong with the implementation. */
    public FailureKind failureKind() {
        return FailureKind.ofWord(failure);
    }

    /** Whether the case was run: it was neither skipped nor does it need what is not announced. */
    public boolean ran() {
        return !verdict.equals("unsupported") && !verdict.equals("skipped");
    }

    /** Whether the case was skipped because it is about implementations without a feature that this one announces. */
    public boolean notApplicable() {
        return verdict.equals("skipped") && detail.startsWith(CaseInfo.NOT_APPLICABLE);
    }

    /** Whether the implementation is at fault. */
    public boolean failed() {
        return failed(verdict);
    }

    /** Whether this verdict attributes a fault to the implementation. */
    public static boolean failed(String verdict) {
        return switch (verdict) {
            case "fail", "crash", "timeout", "protocol-error" -> true;
            default -> false;
        };
    }
}
