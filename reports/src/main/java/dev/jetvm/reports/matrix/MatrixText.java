package dev.jetvm.reports.matrix;

import dev.jetvm.conformance.text.DisplayText;
import dev.jetvm.reports.matrix.Matrix.Row;
import dev.jetvm.reports.model.ChapterResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A matrix as a table for the terminal, in Markdown or in HTML. */
public final class MatrixText {
    private static final String LEGEND = "Clauses shown of those that can be tested; !N: clauses violated; -: nothing was run.";
    private static final String STYLE = """
            body { font: 15px/1.4 system-ui, sans-serif; margin: 2em; color: #222; background: #fff }
            table { border-collapse: collapse; margin: 1em 0 }
            th, td { border: 1px solid #ccc; padding: .3em .7em; text-align: left }
            .all, .pass { background: #d9f2dc } .part { background: #fff6d6 } .fail { background: #f9d4d0 }
            .none, .unsupported, .untested { background: #eee } .untestable { color: #777 }
            """;

    private MatrixText() {}

    /** @param all whether all clauses are listed, not only the notable ones */
    public static String terminal(Matrix matrix, boolean all) {
        StringBuilder text = new StringBuilder();
        List<List<String>> rows = new ArrayList<>();
        rows.add(line("chapter", matrix.columns()));
        matrix.chapters()
                .forEach(row -> rows.add(line(row.name(), row.cells().stream().map(MatrixText::words).toList())));
        aligned(text, rows);
        text.append(LEGEND).append('\n');
        List<Row<String>> clauses = clauses(matrix, all);
        if (!clauses.isEmpty()) {
            text.append('\n');
            List<List<String>> lines = new ArrayList<>();
            lines.add(line("clause", matrix.columns()));
            clauses.forEach(row -> lines.add(line(row.name(), row.cells())));
            aligned(text, lines);
        }
        return text.toString();
    }

    /** @param all whether all clauses are listed, not only the notable ones */
    public static String markdown(Matrix matrix, boolean all) {
        StringBuilder text = new StringBuilder("# Jet conformance, side by side\n\n");
        markdownRow(text, line("chapter", matrix.columns()));
        text.append("| ---".repeat(matrix.columns().size() + 1)).append(" |\n");
        matrix.chapters().forEach(row -> markdownRow(text, line(row.name(),
                row.cells().stream().map(MatrixText::words).toList())));
        text.append('\n').append(LEGEND).append('\n');
        List<Row<String>> clauses = clauses(matrix, all);
        if (!clauses.isEmpty()) {
            text.append('\n');
            markdownRow(text, line("clause", matrix.columns()));
            text.append("| ---".repeat(matrix.columns().size() + 1)).append(" |\n");
            clauses.forEach(row -> markdownRow(text, line(row.name() + " " + row.note(), row.cells())));
        }
        return text.toString();
    }

    /** A page of its own, without scripts. It has all clauses. */
    public static String html(Matrix matrix) {
        StringBuilder text = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<title>Jet conformance, side by side</title>\n<style>\n").append(STYLE)
                .append("</style></head><body>\n<h1>Jet conformance, side by side</h1>\n<p>").append(LEGEND)
                .append("</p>\n<table>\n");
        htmlHead(text, "chapter", matrix.columns());
        for (Row<ChapterResult> row : matrix.chapters()) {
            text.append("<tr><th>").append(DisplayText.html(row.name())).append("</th>");
            row.cells().forEach(cell -> text.append("<td class=\"").append(grade(cell)).append("\" title=\"")
                    .append(cell.passed()).append(" of ").append(cell.passed() + cell.failed())
                    .append(" cases passed\">")
                    .append(words(cell)).append("</td>"));
            text.append("</tr>\n");
        }
        text.append("</table>\n<table>\n");
        htmlHead(text, "clause", matrix.columns());
        for (Row<String> row : matrix.clauses()) {
            text.append("<tr><th title=\"").append(DisplayText.html(row.note())).append("\">")
                    .append(DisplayText.html(row.name()))
                    .append("</th>");
            row.cells().forEach(cell -> text.append("<td class=\"").append(DisplayText.html(cell)).append("\">")
                    .append(DisplayText.html(cell)).append("</td>"));
            text.append("</tr>\n");
        }
        return text.append("</table>\n</body></html>\n").toString();
    }

    /** {@code 12/31}, with {@code !2} behind it for two violated clauses; {@code -} if nothing was run. */
    private static String words(ChapterResult chapter) {
        return isEmpty(chapter)
                ? "-"
                : chapter.shown() + "/" + chapter.testable()
                        + (chapter.violated() == 0 ? "" : " !" + chapter.violated());
    }

    /** {@code fail}, {@code none}, {@code part} or {@code all}, by which a table is coloured. */
    private static String grade(ChapterResult chapter) {
        return chapter.violated() > 0
                ? "fail"
                : isEmpty(chapter) ? "none" : chapter.shown() == chapter.testable() ? "all" : "part";
    }

    private static boolean isEmpty(ChapterResult chapter) {
        return chapter.passed() + chapter.failed() == 0;
    }

    private static List<Row<String>> clauses(Matrix matrix, boolean all) {
        return all ? matrix.clauses() : matrix.notable();
    }

    private static List<String> line(String first, List<String> rest) {
        List<String> line = new ArrayList<>(List.of(first));
        line.addAll(rest);
        return line.stream().map(DisplayText::line).toList();
    }

    private static void aligned(StringBuilder text, List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        rows.forEach(row -> {
            for (int k = 0; k < widths.length; k++) {
                widths[k] = Math.max(widths[k], row.get(k).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int k = 0; k < widths.length; k++) {
                line.append(row.get(k)).repeat(' ', widths[k] - row.get(k).length() + 2);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static void markdownRow(StringBuilder text, List<String> cells) {
        text.append(cells.stream().map(cell -> cell.replace("&", "&amp;").replace("<", "&lt;")
                .replaceAll("[\\\\|`*_\\[\\]]", "\\\\$0")).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static void htmlHead(StringBuilder text, String first, List<String> columns) {
        text.append("<tr><th>").append(first).append("</th>");
        columns.forEach(column -> text.append("<th>").append(DisplayText.html(column)).append("</th>"));
        text.append("</tr>\n");
    }
}
