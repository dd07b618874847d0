package dev.jetvm.reports.matrix;

import dev.jetvm.reports.model.ChapterResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.RuleResult;
import java.util.ArrayList;
import java.util.Collections;
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
public record Matrix(List<String> columns, List<Row<ChapterResult>> chapters, List<Row<String>> clauses) {

    /**
     * @param name id of a clause or title of a chapter
     * @param note title of a clause; empty for a chapter
     * @param cells one for each column
     */
    public record Row<T>(String name, String note, List<T> cells) {}

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
        List<Row<ChapterResult>> chapters = titles.stream()
                .map(title -> new Row<>(title, "", all.stream().map(report -> chapter(report, title)).toList()))
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

    private static ChapterResult chapter(Report report, String title) {
        return report.chapters().stream().filter(each -> each.title().equals(title)).findFirst()
                .orElse(new ChapterResult(title, 0, 0, 0, 0, Map.of()));
    }

    /** Name and version of each implementation; the folder or file of its report is added where two are the same. */
    private static List<String> columns(Map<String, Report> reports) {
        List<String> names = reports.values().stream().map(report -> report.run().name()).toList();
        List<String> columns = new ArrayList<>();
        reports.forEach((file, report) -> {
            String name = report.run().name();
            columns.add(Collections.frequency(names, name) == 1 ? name : name + " (" + place(file) + ")");
        });
        return List.copyOf(columns);
    }

    /** The folder of a report, or its file if that has a name of its own. */
    private static String place(String file) {
        return file.endsWith("/report.json") ? file.substring(0, file.length() - "/report.json".length()) : file;
    }
}
