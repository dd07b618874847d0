package dev.jetvm.reports.run;

import dev.jetvm.conformance.agent.AgentOptions;
import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseRun.Exchange;
import dev.jetvm.reports.model.Report;
import java.util.List;

/** One case, run alone and looked at closely. */
public final class Replay {
    private Replay() {}

    /** @param exchanges what went over the wire, oldest first, bounded as a transcript is */
    public record Outcome(Report report, List<Exchange> exchanges) {}

    /** @throws dev.jetvm.conformance.session.VerdictError if the implementation cannot be had */
    public static Outcome run(String id, AgentOptions agents, RuleBook book, String reproSuffix) {
        RunOptions options = new RunOptions(agents, String.join(" ", agents.command()), Selection.only(id), 0, 1,
                List.of("repro", id), reproSuffix);
        Report report = new ConformanceRun(options, book, List.of(), true).run();
        return new Outcome(report, report.results().stream().flatMap(result -> result.transcript().stream()).toList());
    }
}
