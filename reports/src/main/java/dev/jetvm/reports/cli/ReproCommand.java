package dev.jetvm.reports.cli;

import java.nio.file.Files;
import java.io.IOException;
import dev.jetvm.reports.run.ProcessCases;
import dev.jetvm.conformance.agent.AgentOptions;
import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun.Exchange;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.text.DisplayText;
import dev.jetvm.reports.listener.CaseCatalogue;
import dev.jetvm.reports.lanes.FailureText;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.ReplayFile;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.run.ExitCode;
import dev.jetvm.reports.run.Expectations;
import dev.jetvm.reports.run.Replay;
import dev.jetvm.reports.run.Suite;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code jet conformance repro CASE}: runs one case alone and prints every line sent and received. */
@Command(name = "repro", mixinStandardHelpOptions = true, description = {
        "Run one case alone and print the lines sent and received.", "",
        "Given the file that a failing case left (repro/CASE.json beside the report), it starts the same",
        "implementation, unless --impl names another, and repeats just that failure: a property is tried with",
        "its smallest sample only. Exit status 1 if it still fails, 0 if it passes now.", ""})
final class ReproCommand implements Callable<Integer> {
    /** Operations of a history that are drawn, and columns of the picture. */
    private static final int DRAWN = 40;
    private static final int WIDTH = 106;

    @Mixin
    private final AgentSettings agent = new AgentSettings();

    @Mixin
    private final ProgramSettings program = new ProgramSettings();

    @Parameters(paramLabel = "CASE|FILE", description = "Id of the case, or the file that it left when it failed (ends in .json).")
    private String what = "";

    private final PrintWriter out = Terminal.out();

    @Override
    public Integer call() throws IOException {
        try {
            return what.endsWith(".json") ? file(Path.of(what)) : whole(what);
        } catch (VerdictError error) {
            return Failures.agent(error, agent.commandText(), Terminal.err());
        }
    }

    private int whole(String id) throws IOException {
        long seed = Runs.seed(agent);
        CaseInfo info = Cases.find(id, new Suite(seed, 1).discover());
        Report report = Replay.run(info.id(), agent.options(1, seed), processes(), RuleBook.load(),
                program.option() + agent.repro(seed), agent.budgetFactor());
        report.results().forEach(result -> print(info, seed, result, result.repro()));
        return ExitCode.of(report, Expectations.NONE, List.of(), false);
    }

    private int file(Path path) throws IOException {
        ReplayFile file = ReplayFile.read(path);
        agent.otherwise(file);
        program.otherwise(file);
        long seed = Runs.seed(agent);
        CaseCatalogue catalogue = new Suite(seed, 1).discover();
        CaseInfo info = Cases.find(file.id(), catalogue);
        AgentOptions options = agent.options(1, seed);
        RuleBook book = RuleBook.load();
        JsonNode sample = file.sample();
        CaseResult result;
        if (sample == null || sample.isNull()) {
            result = Replay.run(info.id(), options, processes(), book, program.option() + agent.repro(seed),
                    agent.budgetFactor()).results().getFirst();
        } else {
            out.println("sample " + DisplayText.line(String.join(", ", words(sample))));
            result = sample(path, info, catalogue.method(info.id()).orElse(null), sample, options, book);
        }
        print(info, seed, result, "./jet conformance repro " + path + agent.implOption() + program.option());
        out.println(result.id() + (result.failed()
                ? " still fails"
                : result.verdict().equals("pass") ? " passes now" : " shows nothing: " + result.verdict()));
        return status(result);
    }

    /** The programs remain, so that the command that is shown can be repeated. */
    private ProcessCases processes() throws IOException {
        return program.cases(agent, Files.createTempDirectory("jet-programs-"));
    }

    private CaseResult sample(Path path, CaseInfo info, @Nullable Method property, JsonNode sample,
            AgentOptions options, RuleBook book) {
        if (property == null) {
            throw new UsageError(path + " has a sample, but " + info.id() + " is no property");
        }
        try {
            return Replay.sample(info, property, sample, options, book, agent.repro(options.seed()),
                    agent.budgetFactor());
        } catch (IllegalArgumentException e) {
            throw new UsageError(path + " does not fit the suite: " + e.getMessage());
        }
    }

    private static List<String> words(JsonNode sample) {
        return sample.path("words").valueStream().map(word -> word.asString("")).toList();
    }

    /** The exit status of a replayed case. A case that was not begun does not reproduce anything. */
    private static int status(CaseResult result) {
        return switch (result.verdict()) {
            case "pass" -> ExitCode.CONFORMANT;
            case "suite-defect" -> ExitCode.SUITE_DEFECT;
            default -> result.failed() ? ExitCode.FAILURES : ExitCode.INCONCLUSIVE;
        };
    }

    private void print(CaseInfo info, long seed, CaseResult result, String again) {
        out.println("configured by " + ReplayFile.configure(info.setting().withDefaults(agent.params), seed));
        for (Exchange exchange : result.transcript()) {
            out.println("> " + DisplayText.line(exchange.sent()));
            out.println("< " + (exchange.received().isEmpty() ? "(nothing)" : DisplayText.line(exchange.received())));
        }
        out.println(result.id() + ": " + result.verdict()
                + (result.detail().isEmpty() ? "" : ", " + DisplayText.block(result.detail())));
        if (result.expected() != null) {
            out.println("  expected  " + DisplayText.line(String.valueOf(result.expected())));
            out.println("  observed  " + DisplayText.line(String.valueOf(result.observed())));
        }
        result.explanation().ifPresent(history -> {
            FailureText.of(history).forEach(line -> out.println("  history   " + DisplayText.line(line)));
            FailureText.picture(history, DRAWN, WIDTH).forEach(line -> out.println("            " + line));
        });
        result.stderrTail().lines().forEach(line -> out.println("  stderr    " + DisplayText.line(line)));
        out.println("  again     " + again);
    }
}
