package dev.jetvm.reports.cli;

import dev.jetvm.reports.matrix.Matrix;
import dev.jetvm.reports.matrix.MatrixText;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.render.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jet conformance matrix REPORT...}: several implementations side by side. */
@Command(name = "matrix", mixinStandardHelpOptions = true, description = "Show several reports side by side: chapters, and the clauses on which they differ.")
final class MatrixCommand implements Callable<Integer> {
    enum Form {
        terminal, markdown, html
    }

    @Parameters(arity = "1..*", paramLabel = "REPORT", description = "A report.json, or the folder it is in.")
    private List<Path> inputs = new ArrayList<>();

    @Option(names = "--format", paramLabel = "F", description = "${COMPLETION-CANDIDATES} (default: terminal).")
    private Form form = Form.terminal;

    @Option(names = "--all-clauses", description = "List all clauses; HTML always does.")
    private boolean all;

    @Option(names = "--out", paramLabel = "FILE", description = "Write it to a file.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Map<String, Report> reports = new LinkedHashMap<>();
        for (Path input : inputs) {
            Path file = ReportFile.in(input);
            reports.put(file.toString(), ReportFile.read(file));
        }
        Matrix matrix = Matrix.of(reports);
        String text = switch (form) {
            case terminal -> MatrixText.terminal(matrix, all);
            case markdown -> MatrixText.markdown(matrix, all);
            case html -> MatrixText.html(matrix);
        };
        Path file = out;
        if (file == null) {
            PrintWriter terminal = Terminal.out();
            terminal.print(text);
            terminal.flush();
        } else {
            ReportFile.write(file, text);
        }
        return 0;
    }
}
