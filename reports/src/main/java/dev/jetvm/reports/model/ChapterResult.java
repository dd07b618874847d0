package dev.jetvm.reports.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of a run for one chapter. The terminal, the page, the summary and the matrix of several reports all show
 * these numbers.
 *
 * @param title of the chapter; empty for cases of no clause
 * @param shown number of clauses that pass
 * @param violated number of clauses that fail
 * @param testable number of clauses that a case can test: those whose status is not {@code untestable}
 * @param cases number of cases that were selected, whether they were run or not
 * @param verdicts number of cases by verdict, sorted
 */
public record ChapterResult(String title, int shown, int violated, int testable, int cases,
        Map<String, Integer> verdicts) {

    /** The chapters in the order of the book, those without a case included. */
    static List<ChapterResult> of(List<RuleResult> rules, List<CaseResult> results) {
        Map<String, List<CaseResult>> cases = new LinkedHashMap<>();
        rules.forEach(rule -> cases.putIfAbsent(rule.chapter(), new ArrayList<>()));
        results.forEach(result -> cases.computeIfAbsent(result.chapter(), _ -> new ArrayList<>()).add(result));
        List<ChapterResult> chapters = new ArrayList<>();
        cases.forEach((title, about) -> {
            List<RuleResult> clauses = rules.stream().filter(rule -> rule.chapter().equals(title)).toList();
            Map<String, Integer> verdicts = new TreeMap<>();
            about.forEach(result -> verdicts.merge(result.verdict(), 1, Integer::sum));
            chapters.add(new ChapterResult(title, count(clauses, "pass"), count(clauses, "fail"),
                    clauses.size() - count(clauses, "untestable"), about.size(), verdicts));
        });
        return chapters;
    }

    private static int count(List<RuleResult> rules, String status) {
        return (int) rules.stream().filter(rule -> rule.status().equals(status)).count();
    }

    /** Number of cases that passed. */
    public int passed() {
        return verdicts.getOrDefault("pass", 0);
    }

    /** Number of cases for which the implementation is at fault. */
    public int failed() {
        return verdicts.entrySet().stream().filter(entry -> CaseResult.failed(entry.getKey()))
                .mapToInt(Map.Entry::getValue).sum();
    }

    /** Number of cases that were run. */
    public int run() {
        return selected() - unsupported();
    }

    /** Number of cases that need a feature that is not announced. */
    public int unsupported() {
        return verdicts.getOrDefault("unsupported", 0);
    }

    /** Number of cases that were to be run: those that were not skipped. */
    public int selected() {
        return cases - verdicts.getOrDefault("skipped", 0);
    }
}
