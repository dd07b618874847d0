package dev.jetvm.reports.model;

import dev.jetvm.conformance.corpus.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run for one clause.
 *
 * @param status {@code pass}, {@code fail}, {@code unsupported}, {@code untested} or {@code untestable}
 * @param evidence the strongest evidence among its passing cases
 * @param cases number of its cases that were run
 * @param failed number of its cases that failed
 * @param untestable the reason, if no case can test it
 * @param stress the stress test result of the reference for it; null for another implementation, or without a result
 */
public record RuleResult(String id, String level, String title, String chapter, String anchor, String status,
        String evidence, int cases, int failed, String untestable, StressEvidence.@Nullable OfClause stress) {

    /** Rejects a document with missing parts, since another program may have written the file. */
    public RuleResult {
        Objects.requireNonNull(id, "a clause has no id");
        Objects.requireNonNull(status, "a clause has no status");
        Objects.requireNonNull(chapter, "a clause has no chapter");
    }

    static List<RuleResult> of(RuleBook book, List<CaseResult> results, StressEvidence.@Nullable Whole stress) {
        List<RuleResult> rules = new ArrayList<>();
        for (RuleBook.Rule rule : book.all()) {
            List<CaseResult> about = results.stream()
                    .filter(result -> (result.failed() ? result.blamed() : result.rules()).contains(rule.id()))
                    .toList();
            rules.add(of(rule, about, stress == null ? null : stress.clauses().get(rule.id())));
        }
        return rules;
    }

    private static RuleResult of(RuleBook.Rule rule, List<CaseResult> about,
            StressEvidence.@Nullable OfClause stress) {
        int failed = (int) about.stream().filter(CaseResult::failed).count();
        int passed = (int) about.stream().filter(result -> result.verdict().equals("pass")).count();
        boolean unsupported = about.stream().anyMatch(result -> result.verdict().equals("unsupported"));
        Evidence evidence = about.stream().filter(result -> result.verdict().equals("pass"))
                .map(result -> Evidence.of(result.kind())).max(Evidence::compareTo).orElse(Evidence.NONE);
        String status = failed > 0
                ? "fail"
                : passed > 0
                        ? "pass"
                        : unsupported ? "unsupported" : rule.untestable().isPresent() ? "untestable" : "untested";
        return new RuleResult(rule.id(), rule.level(), rule.title(), rule.chapter(), rule.anchor(), status,
                evidence.word(), passed + failed, failed, rule.untestable().orElse(""), stress);
    }
}
