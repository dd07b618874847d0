package dev.jetvm.reports.model;

import dev.jetvm.conformance.corpus.RuleBook;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole run. {@code complete} is the last member of the document: a report without it was cut off.
 *
 * <p>Clause: CONF-22.
 *
 * @param stress the run of stress tests that rules have evidence of; null if the implementation is not the bundled
 *        reference, or there is none
 * @param heap how the implementation's heap looks; null if it does not show it, or none of the cases asked to see it
 */
public record Report(String format, RunInfo run, Accounting accounting, List<CaseResult> results,
        List<RuleResult> rules, @Nullable HeapPortrait heap, @Nullable StressEvidence stress, boolean complete) {
    public static final String FORMAT = "jet-report/1";

    /** Refuses a document that lacks a part, as a file made by others may. */
    public Report {
        Objects.requireNonNull(run, "it has no run");
        Objects.requireNonNull(accounting, "it has no accounting");
        results = ReportFile.whole(results, "results");
        rules = ReportFile.whole(rules, "rules");
    }

    public static Report of(RunInfo run, Accounting accounting, List<CaseResult> results, RuleBook book,
            @Nullable HeapPortrait heap, StressEvidence.@Nullable Whole stress) {
        List<CaseResult> sorted = results.stream().sorted(Comparator.comparing(CaseResult::id)).toList();
        return new Report(FORMAT, run, accounting, sorted, RuleResult.of(book, sorted, stress), heap,
                stress == null ? null : stress.run(), true);
    }

    /** Number of results with a verdict. */
    public long count(String verdict) {
        return results.stream().filter(result -> result.verdict().equals(verdict)).count();
    }

    /** Results that the implementation is to blame for. */
    public List<CaseResult> failures() {
        return results.stream().filter(CaseResult::failed).toList();
    }

    /** Results of cases that nobody looked at since the text of one of their clauses changed. */
    public List<CaseResult> suspects() {
        return results.stream().filter(result -> !result.suspect().isEmpty()).toList();
    }

    /** The clauses whose text changed, sorted. */
    public List<String> suspectClauses() {
        return results.stream().flatMap(result -> result.suspect().stream()).distinct().sorted().toList();
    }

    /** Number of results by verdict, in the order of the verdicts' names. */
    public Map<String, Long> verdicts() {
        Map<String, Long> counts = new TreeMap<>();
        results.forEach(result -> counts.merge(result.verdict(), 1L, Long::sum));
        return counts;
    }
}
