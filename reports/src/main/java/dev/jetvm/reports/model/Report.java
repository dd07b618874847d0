package dev.jetvm.reports.model;

import dev.jetvm.conformance.corpus.RuleBook;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A whole run. {@code complete} is the last member of the document: a report without it was cut off.
 *
 * <p>Clause: CONF-22.
 */
public record Report(String format, RunInfo run, Accounting accounting, List<CaseResult> results,
        List<RuleResult> rules, boolean complete) {
    public static final String FORMAT = "jet-report/1";

    public static Report of(RunInfo run, Accounting accounting, List<CaseResult> results, RuleBook book) {
        List<CaseResult> sorted = results.stream().sorted(Comparator.comparing(CaseResult::id)).toList();
        return new Report(FORMAT, run, accounting, sorted, RuleResult.of(book, sorted), true);
    }

    /** Number of results with a verdict. */
    public long count(String verdict) {
        return results.stream().filter(result -> result.verdict().equals(verdict)).count();
    }

    /** Results that the implementation is to blame for. */
    public List<CaseResult> failures() {
        return results.stream().filter(CaseResult::failed).toList();
    }

    /** Number of results by verdict, in the order of the verdicts' names. */
    public Map<String, Long> verdicts() {
        Map<String, Long> counts = new TreeMap<>();
        results.forEach(result -> counts.merge(result.verdict(), 1L, Long::sum));
        return counts;
    }
}
