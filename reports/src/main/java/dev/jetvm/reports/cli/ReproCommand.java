package dev.jetvm.reports.cli;

import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun.Exchange;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.run.ExitCode;
import dev.jetvm.reports.run.Expectations;
import dev.jetvm.reports.run.Replay;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jet conformance repro CASE}: one case alone, with every line that goes over the wire. */
@Command(name = "repro", mixinStandardHelpOptions = true, description = "Run one case alone and print the lines sent and received.")
final class ReproCommand implements Callable<Integer> {
    @Mixin
    private final AgentSettings agent = new AgentSettings();

    @Parameters(paramLabel = "CASE", description = "Id of the case.")
    private String id = "";

    @Override
    public Integer call() {
        long seed = Runs.seed(agent);
        CaseInfo info = Cases.find(id, seed);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Replay.Outcome outcome;
        try {
            outcome = Replay.run(info.id(), agent.options(1, seed), RuleBook.load(), agent.repro(seed));
        } catch (VerdictError error) {
            return Failures.agent(error, agent.commandText(), Runs.printer());
        }
        print(out, outcome.exchanges(), outcome.report().results());
        return ExitCode.of(outcome.report(), Expectations.NONE, List.of());
    }

    private static void print(PrintWriter out, List<Exchange> exchanges, List<CaseResult> results) {
        for (Exchange exchange : exchanges) {
            out.println("> " + exchange.sent());
            out.println("< " + (exchange.received().isEmpty() ? "(nothing)" : exchange.received()));
        }
        for (CaseResult result : results) {
            out.println(
                    result.id() + ": " + result.verdict() + (result.detail().isEmpty() ? "" : ", " + result.detail()));
            if (result.expected() != null) {
                out.println("  expected  " + result.expected());
                out.println("  observed  " + result.observed());
            }
            result.stderrTail().lines().forEach(line -> out.println("  stderr    " + line));
            out.println("  again     " + result.repro());
        }
    }
}
