package dev.jetvm.reports.matrix;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.RuleResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Several reports side by side: a column for each implementation, a row for each chapter, and one for each clause.
 *
 * @param columns names of the implementations, all different
 * @param chapters the counts of each chapter, in the order of the book
 * @param clauses the status of each clause, in the order of the book
 */
public record Matrix(List<String> columns, List<Row<Counts>> chapters, List<Row<String>> clauses) {

    /**
     * @param name id of a clause or title of a chapter
     * @param note title of a clause; empty for a chapter
     * @param cells one for each column
     */
    public record Row<T>(String name, String note, List<T> cells) {}

    /**
     * The result of one implementation for one chapter.
     *
     * @param shown number of clauses that pass
     * @param violated number of clauses that fail
     * @param testable number of clauses that a case can test
     * @param passed number of cases that passed
     * @param run number of cases that were decided
     */
    public record Counts(int shown, int violated, int testable, int passed, int run) {
        /** {@code 12/31}, with {@code !2} behind it for two violated clauses; {@code -} if nothing was run. */
        public String words() {
            return run == 0 ? "-" : shown + "/" + testable + (violated == 0 ? "" : " !" + violated);
        }

        /** {@code fail}, {@code none}, {@code part} or {@code all}, by which a table is coloured. */
        public String grade() {
            return violated > 0 ? "fail" : run == 0 ? "none" : shown == testable ? "all" : "part";
        }
    }

    /** @param reports at least one, by the name of its file */
    public static Matrix of(Map<String, Report> reports) {
        List<Report> all = List.copyOf(reports.values());
        Map<String, RuleResult> known = new LinkedHashMap<>();
        all.forEach(report -> report.rules().forEach(rule -> known.putIfAbsent(rule.id(), rule)));
        List<Row<String>> clauses = known.values().stream()
                .map(rule -> new Row<>(rule.id(), rule.title(),
                        all.stream().map(report -> status(report, rule.id())).toList()))
                .toList();
        Set<String> titles = new LinkedHashSet<>();
        known.values().forEach(rule -> titles.add(rule.chapter()));
        List<Row<Counts>> chapters = titles.stream()
                .map(title -> new Row<>(title, "", all.stream().map(report -> counts(report, title)).toList()))
                .toList();
        return new Matrix(columns(reports), chapters, clauses);
    }

    /** The clauses on which the implementations differ, or which one of them violates. */
    public List<Row<String>> notable() {
        return clauses.stream()
                .filter(row -> row.cells().contains("fail") || row.cells().stream().distinct().count() > 1).toList();
    }

    private static String status(Report report, String clause) {
        return report.rules().stream().filter(rule -> rule.id().equals(clause)).map(RuleResult::status).findFirst()
                .orElse("untested");
    }

    private static Counts counts(Report report, String chapter) {
        List<RuleResult> rules = report.rules().stream().filter(rule -> rule.chapter().equals(chapter)).toList();
        List<CaseResult> cases = report.results().stream().filter(each -> each.chapter().equals(chapter)).toList();
        int passed = (int) cases.stream().filter(each -> each.verdict().equals("pass")).count();
        int failed = (int) cases.stream().filter(CaseResult::failed).count();
        int untestable = count(rules, "untestable");
        return new Counts(count(rules, "pass"), count(rules, "fail"), rules.size() - untestable, passed,
                passed + failed);
    }

    private static int count(List<RuleResult> rules, String status) {
        return (int) rules.stream().filter(rule -> rule.status().equals(status)).count();
    }

    /** Name and version of each implementation; a number is added where two are the same. */
    private static List<String> columns(Map<String, Report> reports) {
        List<String> columns = new ArrayList<>();
        for (Report report : reports.values()) {
            String name = (report.run().impl().path("name").asString("unnamed") + " "
                    + report.run().impl().path("version").asString("")).strip();
            String column = name;
            for (int number = 2; columns.contains(column); number++) {
                column = name + " (" + number + ")";
            }
            columns.add(column);
        }
        return List.copyOf(columns);
    }
}
