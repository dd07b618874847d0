package dev.jetvm.reports.cli;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.render.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jet conformance diff A B}: lists every changed case by name, never a net total. */
@Command(name = "diff", mixinStandardHelpOptions = true, description = "Compare two reports: regressed, fixed, added, removed, changed. Exit status 1 if any regressed.")
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "The older report.json.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "The newer report.json.")
    private Path after = Path.of("");

    @Override
    public Integer call() {
        Map<String, CaseResult> old = results(ReportFile.read(before));
        Map<String, CaseResult> now = results(ReportFile.read(after));
        Map<String, List<String>> changes = new TreeMap<>();
        TreeSet<String> ids = new TreeSet<>(old.keySet());
        ids.addAll(now.keySet());
        for (String id : ids) {
            CaseResult a = old.get(id);
            CaseResult b = now.get(id);
            String was = a == null ? "-" : a.verdict();
            String is = b == null ? "-" : b.verdict();
            if (!was.equals(is)) {
                changes.computeIfAbsent(kind(was, is), _ -> new ArrayList<>()).add(id + "  " + was + " -> " + is);
            }
        }
        PrintWriter out = Terminal.out();
        changes.forEach((kind, lines) -> {
            out.println(kind + " (" + lines.size() + ")");
            lines.forEach(line -> out.println("  " + line));
        });
        if (changes.isEmpty()) {
            out.println("no differences in " + ids.size() + " cases");
        }
        return changes.containsKey("regressed") ? 1 : 0;
    }

    private static String kind(String was, String is) {
        if (was.equals("-")) {
            return "added";
        }
        if (is.equals("-")) {
            return "removed";
        }
        return was.equals("pass") ? "regressed" : is.equals("pass") ? "fixed" : "changed";
    }

    private static Map<String, CaseResult> results(Report report) {
        return report.results().stream().collect(Collectors.toMap(CaseResult::id, Function.identity()));
    }
}
