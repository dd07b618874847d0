package dev.jetvm.reports.cli;

import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.reports.listener.CaseCatalogue;
import dev.jetvm.reports.model.ReplayFile;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.model.RunProfile;
import dev.jetvm.reports.model.StressEvidence;
import dev.jetvm.reports.render.EventLog;
import dev.jetvm.reports.render.ProfileText;
import dev.jetvm.reports.render.Renderers;
import dev.jetvm.reports.render.ReportFolder;
import dev.jetvm.reports.render.Style;
import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.render.TerminalSummary;
import dev.jetvm.reports.run.CaseSample;
import dev.jetvm.reports.run.ConformanceRun;
import dev.jetvm.reports.run.ExitCode;
import dev.jetvm.reports.run.Expectations;
import dev.jetvm.reports.run.RunOptions;
import dev.jetvm.reports.run.Selection;
import dev.jetvm.reports.run.Suite;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Implements {@code run}, from options to exit status. */
final class Runs {
    private Runs() {}

    static int run(RunSettings settings) throws IOException {
        RuleBook book = RuleBook.load();
        long seed = seed(settings.agent);
        Selection selection = settings.selection(book, seed);
        int limit = settings.failureLimit();
        Expectations expected = expectations(settings.expect, settings.updateExpect);
        if (settings.dryRun) {
            return dryRun(settings.filter, selection, seed);
        }
        PrintWriter err = Terminal.err();
        String command = settings.program.commandText(settings.agent);
        RunOptions options = new RunOptions(settings.agent.options(settings.agents, seed),
                settings.program.cases(settings.agent, settings.out.resolve("programs")), command, selection, limit,
                settings.repeat, expected, arguments(), settings.program.option() + settings.agent.repro(seed),
                settings.agent.budgetFactor(), settings.program.isReference(settings.agent) ? stress(err) : null);
        ConformanceRun run = new ConformanceRun(options, book);
        settings.filter.requireMatch(run.cases());
        try (ReportFolder folder = take(settings.out)) {
            err.println(
                    "Jet conformance suite, seed " + seed + sample(selection) + ", " + command);
            Report found = report(run, folder, err);
            Set<String> known = run.cases().stream().map(CaseInfo::id).collect(Collectors.toSet());
            Expectations accepted = settings.updateExpect ? updated(settings, expected, found, known, err) : expected;
            Report report = found.expecting(accepted::covers);
            List<String> broken = accepted.broken(report, known);
            TerminalSummary summary = new TerminalSummary(report, Style.of(settings.color.name()), accepted, broken,
                    folder.path());
            summary.print(err, write(settings, report, summary, err, run.cases()));
            RunProfile profile = run.profile();
            if (settings.profileRun && profile != null) {
                ReportFile.write(folder.path().resolve("profile.json"), profile);
                ProfileText.print(profile, Terminal.out());
            }
            return ExitCode.of(report, accepted, broken, run.cutShort());
        } catch (VerdictError error) {
            return Failures.agent(error, String.join(" ", options.agents().command()), err);
        }
    }

    private static Report report(ConformanceRun run, ReportFolder folder, PrintWriter err) throws IOException {
        try (EventLog events = new EventLog(folder.path().resolve("events.jsonl"));
                Progress progress = new Progress(err, Style.isTerminal())) {
            return run.run(List.of(events, progress));
        } catch (UncheckedIOException e) {
            throw new IOException("the events cannot be written to " + folder.path() + " (" + e.getCause() + ")", e);
        } catch (IOException e) {
            throw new IOException("the events cannot be written to " + folder.path() + " (" + e + ")", e);
        }
    }

    private static String sample(Selection selection) {
        CaseSample sample = selection.sample();
        return sample == null ? "" : ", a sample of " + sample.fraction();
    }

    /** The result of {@code jet stress} for the bundled reference; null if it was not run. */
    static StressEvidence.@Nullable Whole stress(PrintWriter err) {
        Path file = StressEvidence.file(Path.of(System.getProperty("jet.root", ".")));
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return StressEvidence.read(file);
        } catch (ReportFile.UnreadableReport unreadable) {
            err.println("The stress evidence is left out: " + unreadable.getMessage());
            return null;
        }
    }

    /** Writes the report. If it cannot be written, the summary is printed before the error is thrown. */
    private static List<Path> write(RunSettings settings, Report report, TerminalSummary summary, PrintWriter err,
            List<CaseInfo> cases) throws IOException {
        try {
            ReplayFile.writeAll(report, settings.out, settings.agent.forReplay(report.run().budgetFactor(),
                    settings.program.exec),
                    configured(settings, cases));
            return Renderers.write(report, settings.out,
                    settings.formats.stream().map(Enum::name).collect(Collectors.toSet()));
        } catch (IOException e) {
            summary.print(err, List.of());
            throw new IOException("the report cannot be written to " + settings.out + " (" + e + ")", e);
        }
    }

    /** How the agent of each case is configured, by the id of the case. */
    private static Map<String, Setting> configured(RunSettings settings, List<CaseInfo> cases) {
        return cases.stream().collect(Collectors.toMap(CaseInfo::id,
                info -> info.setting().withDefaults(settings.agent.params), (one, _) -> one));
    }

    /** Rewrites the file of {@code --expect} to accept what the run found, and returns what it accepts now. */
    private static Expectations updated(RunSettings settings, Expectations expected, Report report,
            Set<String> known, PrintWriter err) throws IOException {
        Path file = Objects.requireNonNull(settings.expect);
        String text = expected.updated(report, known);
        ReportFile.write(file, text);
        Expectations now = Expectations.parse(file.toString(), text.lines().toList());
        long open = text.lines().filter(line -> line.endsWith(Expectations.NO_REASON)).count();
        err.println("Written: " + file + ", " + now.size() + " accepted" + (open == 0
                ? ""
                : ", " + open + " without a reason: search for " + Expectations.NO_REASON));
        return now;
    }

    static long seed(AgentSettings settings) {
        Long given = settings.seed;
        return given == null ? new SecureRandom().nextLong() >>> 11 : given;
    }

    /**
     * The expectations of a file; none without a file.
     *
     * @param update whether the file is going to be written, so that it need not exist
     * @throws UsageError if the file does not exist or is malformed
     */
    static Expectations expectations(@Nullable Path file, boolean update) {
        if (file == null) {
            if (update) {
                throw new UsageError("--update-expect needs --expect FILE");
            }
            return Expectations.NONE;
        }
        if (!Files.exists(file)) {
            if (update) {
                return Expectations.NONE;
            }
            throw new UsageError("--expect: " + file + " does not exist; --update-expect makes it");
        }
        try {
            return Expectations.parse(file.toString(), InputFile.lines("--expect", file));
        } catch (IllegalArgumentException e) {
            throw new UsageError(String.valueOf(e.getMessage()));
        }
    }

    private static int dryRun(FilterSettings filter, Selection selection, long seed) {
        CaseCatalogue catalogue = new Suite(seed, 1).discover();
        filter.requireMatch(catalogue.all());
        List<CaseInfo> wanted = catalogue.all().stream().filter(selection::wants)
                .filter(info -> !selection.skips(info)).toList();
        PrintWriter out = Terminal.out();
        wanted.forEach(info -> out.println(info.id() + "  " + String.join(",", info.rules())));
        out.println(wanted.size() + " of " + catalogue.all().size() + " cases would run" + (selection.sample() == null
                ? ""
                : sample(selection) + ", seed " + seed));
        return ExitCode.CONFORMANT;
    }

    /** Checks before the run that the report can be written. */
    static ReportFolder take(Path out) {
        try {
            return ReportFolder.take(out);
        } catch (IOException e) {
            throw new UsageError("the report cannot be written to " + out + " (" + e + "); choose another with --out");
        }
    }

    private static List<String> arguments() {
        List<String> words = new ArrayList<>();
        ProcessHandle.current().info().arguments().ifPresent(all -> words.addAll(List.of(all)));
        int jar = words.indexOf("-jar");
        return jar < 0 ? List.of() : List.copyOf(words.subList(Math.min(jar + 2, words.size()), words.size()));
    }
}
