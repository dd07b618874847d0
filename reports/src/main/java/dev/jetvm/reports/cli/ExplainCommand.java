package dev.jetvm.reports.cli;

import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.model.RuleResult;
import dev.jetvm.reports.model.StressEvidence;
import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.run.Suite;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jet conformance explain CLAUSE}. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = "Explain one clause: its text, where it stands, which cases show it, what a report says.")
final class ExplainCommand implements Callable<Integer> {
    private static final int SHOWN = 30;

    @Parameters(paramLabel = "CLAUSE", description = "Id of the clause, HDR-03.")
    private String id = "";

    @Option(names = "--report", paramLabel = "FILE", description = "The report to quote (default: that of the last run).")
    private @Nullable Path report;

    @Override
    public Integer call() {
        RuleBook book = RuleBook.load();
        RuleBook.Rule rule = clause(id, book);
        PrintWriter out = Terminal.out();
        out.println(rule.id() + ": " + rule.title());
        RuleBook.text(rule.id()).lines().forEach(line -> out.println("    " + line));
        out.println("  level     " + rule.level());
        out.println("  chapter   " + rule.chapter() + " (" + rule.anchor() + " in the book; './jet spec' renders it)");
        rule.untestable().ifPresent(reason -> out.println("  untestable through the protocol: " + reason));
        last(rule.id()).ifPresent(result -> out.println("  last run  " + result.status() + ", evidence "
                + result.evidence() + ", " + result.cases() + " cases, " + result.failed() + " failed"));
        stress(rule.id(), out);
        List<CaseInfo> cases = new Suite(0, 1).discover().all().stream()
                .filter(info -> info.rules().contains(rule.id())).toList();
        out.println("  cases     " + cases.size());
        cases.stream().limit(SHOWN).forEach(info -> out.printf("    %-52s %s%n", info.id(), info.title()));
        if (cases.size() > SHOWN) {
            out.println("    ... 'jet conformance list --rule " + rule.id() + "' shows all");
        }
        return 0;
    }

    private static void stress(String id, PrintWriter out) {
        StressEvidence.Whole whole = Runs.stress(out);
        StressEvidence.OfClause evidence = whole == null ? null : whole.clauses().get(id);
        if (whole != null && evidence != null) {
            out.println("  stress    " + evidence.verdict() + ": " + evidence.words());
            out.println("            " + String.join(" ", evidence.tests()) + " (the bundled reference, "
                    + whole.run().started() + ")");
        }
    }

    /** @throws UsageError if there is no such clause; the message suggests similar names */
    static RuleBook.Rule clause(String id, RuleBook book) {
        return book.find(id).orElseThrow(() -> new UsageError("there is no clause " + id
                + Names.suggest(id, book.all().stream().map(RuleBook.Rule::id).toList())));
    }

    /** What the report says about the clause; empty if none was named and there was no run. */
    private Optional<RuleResult> last(String id) {
        Path named = report;
        Path file = named == null ? RunSettings.defaultOut().resolve("report.json") : named;
        if (named == null && !Files.exists(file)) {
            return Optional.empty();
        }
        return ReportFile.read(file).rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
