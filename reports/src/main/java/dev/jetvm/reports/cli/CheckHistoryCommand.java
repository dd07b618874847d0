package dev.jetvm.reports.cli;

import dev.jetvm.conformance.history.History;
import dev.jetvm.conformance.history.HistoryError;
import dev.jetvm.conformance.history.HistoryFormat;
import dev.jetvm.conformance.linearizability.Checker;
import dev.jetvm.conformance.linearizability.Judgement;
import dev.jetvm.conformance.linearizability.Limits;
import dev.jetvm.conformance.linearizability.Models;
import dev.jetvm.conformance.linearizability.Verdict;
import dev.jetvm.reports.lanes.HistoryPage;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.render.Style;
import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.run.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jet check-history FILE}: judges a recorded history, of this project's structures or of anybody's. */
@Command(name = CheckHistoryCommand.NAME, mixinStandardHelpOptions = true, versionProvider = ConformanceCommand.Version.class, //
        description = {"Check whether a recorded history of concurrent operations is linearizable.", ""}, //
        footer = {"", "Examples:", //
                "  jet check-history run.jsonl --model queue",
                "  jet check-history jepsen.edn --model cas-register --html run.html",
                "  jet check-history porcupine.log", "", //
                "The chapter Histories of the specification describes formats, models and verdicts.", //
                "Exit status: 0 linearizable, 1 not linearizable, 2 unknown within the limits, 64 usage or an",
                "  unreadable history, 69 no JDK 25, 70 our own fault."})
final class CheckHistoryCommand implements Callable<Integer> {
    static final String NAME = "check-history";

    private static final int MIB_MAX = 1 << 20;

    @Parameters(paramLabel = "FILE", description = "The history.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private Path file;

    @Option(names = "--model", paramLabel = "M", description = "cas-register, channel, deque, key-value, mutex, queue, register, set or stack (default: what the file says).")
    private String model = "";

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "A parameter of the model, such as capacity=2.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--format", paramLabel = "F", description = "${COMPLETION-CANDIDATES} (default: by the first line).")
    private @Nullable HistoryFormat format;

    @Option(names = "--memory", paramLabel = "MIB", description = "Memory for the search (default: 512, at most half of Java's heap).")
    private long memory = Limits.USUAL_MEMORY >> 20;

    @Option(names = "--time-limit", paramLabel = "S", description = "Seconds that the check may take (default: 300).")
    private long seconds = Limits.USUAL_TIME.toSeconds();

    @Option(names = "--json", description = "Print the verdict as JSON.")
    private boolean json;

    @Option(names = "--html", paramLabel = "OUT", description = "Write a page with pictures, a lane for each thread.")
    private @Nullable Path html;

    @Option(names = "--color", paramLabel = "WHEN", description = "${COMPLETION-CANDIDATES} (default: auto).")
    private RunSettings.Color color = RunSettings.Color.auto;

    @Override
    public Integer call() throws IOException {
        if (memory < 1 || memory > MIB_MAX || seconds < 1 || seconds > Integer.MAX_VALUE) {
            throw new UsageError(
                    "--memory is a number of MiB from 1 to %,d, and --time-limit a number of seconds, at least 1"
                            .formatted(MIB_MAX));
        }
        try {
            return judge();
        } catch (HistoryError error) {
            throw new UsageError(error.place(file.toString()) + ": " + error.getMessage());
        }
    }

    private int judge() throws IOException {
        List<String> lines = InputFile.lines("FILE", file);
        HistoryFormat form = format == null ? HistoryFormat.of(lines) : format;
        History history = form.read(lines);
        String name = model.isEmpty() ? history.model() : model;
        Map<String, String> given = new LinkedHashMap<>(name.equals(history.model()) ? history.parameters() : Map.of());
        given.putAll(parameters);
        Judgement judgement = check(history, name, given);
        Path page = html;
        if (page != null) {
            ReportFile.write(page, HistoryPage.render(file.toString(), name, history.operations(), judgement));
        }
        VerdictText text = new VerdictText(file, name, history, judgement, Style.of(color.name()));
        if (json) {
            text.json(Terminal.out());
        } else {
            text.print(Terminal.out(), page);
        }
        return switch (judgement.verdict()) {
            case LINEARIZABLE -> ExitCode.CONFORMANT;
            case NOT_LINEARIZABLE -> ExitCode.FAILURES;
            case UNKNOWN -> ExitCode.INCONCLUSIVE;
        };
    }

    private Judgement check(History history, String name, Map<String, String> given) {
        long heap = Runtime.getRuntime().maxMemory();
        long allowed = Math.min(memory << 20, heap / 2);
        try (CheckProgress progress = new CheckProgress(Terminal.err(), Style.isTerminal(), System::nanoTime)) {
            Limits limits = new Limits(allowed, Duration.ofSeconds(seconds), progress);
            Judgement judgement = Checker.within(limits).check(history.operations(), Models.of(name, given));
            boolean heapDecided = judgement.verdict() == Verdict.UNKNOWN && allowed < memory << 20
                    && judgement.reason().contains("--memory");
            return heapDecided
                    ? unknown(history, judgement.reason() + " and a larger heap for Java, JAVA_TOOL_OPTIONS=-Xmx"
                            + Math.max(1, memory >> 9) + "g")
                    : judgement;
        } catch (OutOfMemoryError error) {
            return unknown(history, "Java's heap of %,d MiB is used up; set JAVA_TOOL_OPTIONS=-Xmx4g or less --memory"
                    .formatted(heap >> 20));
        }
    }

    private static Judgement unknown(History history, String reason) {
        return new Judgement(Verdict.UNKNOWN, reason, Optional.empty(), history.operations().size(), 1, 0, 0);
    }
}
