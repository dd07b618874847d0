package dev.jetvm.reports.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.FailureKind;
import dev.jetvm.conformance.workload.WorkloadJudge;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The report of a whole run. {@code complete} is the last member of the document: a report without it is truncated.
 *
 * <p>Clause: CONF-22.
 *
 * @param stress the stress test run that the evidence of the rules comes from; null if the implementation is not the
 *        bundled reference, or there is no such run
 * @param heap the heap portrait of the implementation; null if the implementation does not support it, or no selected
 *        case concerns it
 */
@JsonPropertyOrder({"format", "run", "accounting", "share", "kinds", "weaker", "chapters", "clauseTexts", "results",
        "rules",
        "heap", "stress", "complete"})
public record Report(String format, RunInfo run, Accounting accounting, List<CaseResult> results,
        List<RuleResult> rules, @Nullable HeapPortrait heap, @Nullable StressEvidence stress, boolean complete) {
    public static final String FORMAT = "jet-report/1";

    /** Rejects a document with missing parts, since another program may have written the file. */
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

    /** What the run says of each chapter. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public List<ChapterResult> chapters() {
        return ChapterResult.of(rules, results);
    }

    /** The same report with the failures that the user's file of known failures foresees. */
    public Report expecting(Predicate<CaseResult> foreseen) {
        return new Report(format,
                run.expecting(failures().stream().filter(foreseen).map(CaseResult::id).toList()), accounting, results,
                rules, heap, stress, complete);
    }

    /** Whether the file of known failures foresaw this failure. */
    public boolean isExpected(CaseResult failure) {
        return run.expected().contains(failure.id());
    }

    /** The share of the selected cases that were run, in percent. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public int share() {
        return accounting.share();
    }

    /** The titles of the kinds of failures by their word, gravest first. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        for (FailureKind kind : FailureKind.values()) {
            kinds.put(kind.word(), kind.title());
        }
        return kinds;
    }

    /** The weaker models that judged histories, in words, by the feature that is not announced. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public Map<String, String> weaker() {
        Map<String, String> weaker = new TreeMap<>(WorkloadJudge.WEAKER);
        weaker.keySet().removeIf(feature -> judgedWithout(feature) == 0);
        return weaker;
    }

    /** Number of cases that were run without a feature that is not announced. */
    public long judgedWithout(String feature) {
        return results.stream().filter(result -> result.leftOut().contains(feature)).count();
    }

    /** The text of each violated clause by its id. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public Map<String, String> clauseTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        rules.stream().filter(rule -> rule.status().equals("fail"))
                .forEach(rule -> texts.put(rule.id(), RuleBook.text(rule.id())));
        return texts;
    }

    /** Number of results with this verdict. */
    public long count(String verdict) {
        return results.stream().filter(result -> result.verdict().equals(verdict)).count();
    }

    /** Results for which the implementation is at fault. */
    public List<CaseResult> failures() {
        return results.stream().filter(CaseResult::failed).toList();
    }

    /** Results of cases that were not reviewed since the text of one of their clauses changed. */
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
