package dev.jetvm.reports.cli;

import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.render.Renderers;
import dev.jetvm.reports.render.ReportFolder;
import dev.jetvm.reports.render.Style;
import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.render.TerminalSummary;
import dev.jetvm.reports.run.ExitCode;
import dev.jetvm.reports.run.Expectations;
import dev.jetvm.reports.run.ReportMerge;
import dev.jetvm.reports.run.Suite;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jet conformance merge REPORT...}: joins the reports of shards into one. */
@Command(name = "merge", mixinStandardHelpOptions = true, description = {
        "Join the reports of several runs, such as shards, into one.", "",
        "The exit status is that of one run of all their cases; 2 if the report of a shard is missing, or if no case was run.",
        ""})
final class MergeCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "REPORT", description = "A report.json, or the folder it is in.")
    private List<Path> inputs = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "Where the joint report goes (default: reports/target/conformance).")
    private Path out = RunSettings.defaultOut();

    @Option(names = "--expect", paramLabel = "FILE", description = "Known failures, as of a run.")
    private @Nullable Path expect;

    @Option(names = "--format", paramLabel = "F", split = ",", description = "Which files to write: ${COMPLETION-CANDIDATES} (default: all).")
    private List<RunSettings.Format> formats = new ArrayList<>(List.of(RunSettings.Format.values()));

    @Option(names = "--color", paramLabel = "WHEN", description = "${COMPLETION-CANDIDATES} (default: auto).")
    private RunSettings.Color color = RunSettings.Color.auto;

    /** Reports that do not exist, such as that of a shard that was not run. */
    private final List<Path> absent = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        PrintWriter err = Terminal.err();
        Map<Path, Report> reports = read();
        Expectations expected = Runs.expectations(expect, false);
        ReportMerge merge = merged(reports);
        Report report = merge.report().expecting(expected::covers);
        Set<String> known = expect == null
                ? Set.of()
                : new Suite(0, 1).discover().all().stream().map(CaseInfo::id).collect(Collectors.toSet());
        List<String> broken = expected.broken(report, known);
        try (ReportFolder folder = Runs.take(out)) {
            copyReplays(reports, folder.path());
            List<Path> written = Renderers.write(report, folder.path(),
                    formats.stream().map(Enum::name).collect(Collectors.toSet()));
            new TerminalSummary(report, Style.of(color.name()), expected, broken, folder.path()).print(err, written);
        }
        merge.missing().forEach(shard -> err.println("There is no report of shard " + shard + "."));
        absent.forEach(file -> err.println("There is no report " + file + ": it is not in the joint report."));
        boolean empty = report.results().isEmpty();
        if (empty) {
            err.println("There is no result in " + (reports.size() == 1 ? "this report" : "these reports")
                    + ": no case was run.");
        }
        return ExitCode.of(report, expected, broken, empty || !merge.missing().isEmpty() || !absent.isEmpty());
    }

    /** The reports by their files; those that do not exist are noted as absent, unless none exists. */
    private Map<Path, Report> read() {
        Map<Path, Report> reports = new LinkedHashMap<>();
        for (Path input : inputs) {
            Path file = ReportFile.in(input);
            if (out.toAbsolutePath().normalize().equals(folderOf(file))) {
                throw new UsageError(file + " would be replaced by the joint report; choose another folder with --out");
            }
            if (Files.notExists(file)) {
                absent.add(file);
            } else if (reports.put(file, ReportFile.read(file)) != null) {
                throw new UsageError(file + " is named twice");
            }
        }
        if (reports.isEmpty()) {
            throw new UsageError("merge: " + absent.getFirst() + " does not exist"
                    + (absent.size() == 1 ? "" : ", nor does any other of the reports"));
        }
        return reports;
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder == null ? file : folder;
    }

    private static ReportMerge merged(Map<Path, Report> reports) {
        Map<String, Report> byName = new LinkedHashMap<>();
        reports.forEach((file, report) -> byName.put(file.toString(), report));
        try {
            return ReportMerge.of(byName, RuleBook.load());
        } catch (IllegalArgumentException e) {
            throw new UsageError("merge: " + e.getMessage());
        }
    }

    /** Copies what {@code repro} needs of each failure, where it still lies beside its report. */
    private static void copyReplays(Map<Path, Report> reports, Path folder) throws IOException {
        for (Map.Entry<Path, Report> each : reports.entrySet()) {
            for (CaseResult failure : each.getValue().failures()) {
                Path from = folderOf(each.getKey()).resolve(failure.replay());
                Path to = folder.resolve(failure.replay());
                if (Files.isRegularFile(from)) {
                    Files.createDirectories(folderOf(to));
                    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
