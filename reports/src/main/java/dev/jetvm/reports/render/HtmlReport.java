package dev.jetvm.reports.render;

import dev.jetvm.conformance.text.DisplayText;
import dev.jetvm.reports.lanes.FailureSection;
import dev.jetvm.reports.lanes.LanesSvg;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Renders a self-contained HTML file with the page, its style, its script and the report as embedded data. */
final class HtmlReport {
    private static final String DATA = "/*DATA*/null";
    private static final String BOOK = "content=\"BOOK\"";

    private HtmlReport() {}

    /** @param book the address of the book, relative to the page; empty if it is not known */
    static String render(Report report, String book) {
        String data = ReportFile.mapper().writer().without(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(report);
        // In a script element only these sequences could end the element or change how the browser reads the data.
        String safe = data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
        // One enclosing function gives the parts a common scope and keeps their names out of the global scope.
        String script = "(() => {\n'use strict';\n" + resource("page.js") + resource("heap.js") + resource("report.js")
                + "})();\n";
        return resource("report.html")
                .replace("/*STYLE*/", resource("report.css") + resource("heap.css") + LanesSvg.STYLE)
                .replace("<!--HISTORIES-->", histories(report))
                .replace("/*SCRIPT*/", script)
                .replace(BOOK, "content=\"" + book.replace("&", "&amp;").replace("\"", "&quot;") + "\"")
                .replace(DATA, safe);
    }

    /** The explanations of wrong histories, each a template that the script copies into its case. */
    private static String histories(Report report) {
        StringBuilder html = new StringBuilder();
        report.results().forEach(result -> result.explanation().ifPresent(failure -> html
                .append("<template data-history=\"").append(DisplayText.html(result.id())).append("\">\n")
                .append(FailureSection.render(failure, "h4")).append("</template>\n")));
        return html.toString();
    }

    private static String resource(String name) {
        try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
