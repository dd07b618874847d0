package dev.jetvm.reports.render;

import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes the files of a report. {@code report.json} is written last: when it exists, the other files exist too. */
public final class Renderers {
    private Renderers() {}

    /** @param formats {@code html}, {@code junit}, {@code markdown}, {@code badge}; JSON is always written */
    public static List<Path> write(Report report, Path out, Set<String> formats) throws IOException {
        List<Path> written = new ArrayList<>();
        if (formats.contains("junit")) {
            written.add(put(out.resolve("junit.xml"), JunitXml.render(report)));
        }
        if (formats.contains("markdown")) {
            written.add(put(out.resolve("summary.md"), MarkdownSummary.render(report)));
        }
        if (formats.contains("badge")) {
            written.add(put(out.resolve("badge.json"), Badge.render(report)));
        }
        if (formats.contains("html")) {
            written.add(put(out.resolve("index.html"), HtmlReport.render(report, BookLink.of(root(), out))));
        }
        ReportFile.write(out.resolve("report.json"), report);
        written.add(out.resolve("report.json"));
        return written;
    }

    private static Path root() {
        return Path.of(System.getProperty("jet.root", "."));
    }

    private static Path put(Path file, String text) throws IOException {
        ReportFile.write(file, text);
        return file;
    }
}
