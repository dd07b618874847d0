package dev.jetvm.reports.cli;

import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.corpus.Step;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.run.Suite;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jet conformance show CASE}. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Show one case: what it sends, what it expects.")
final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CASE", description = "Id of the case.")
    private String id = "";

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        CaseInfo info = Cases.find(id, new Suite(0, 1).discover());
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        if (json) {
            out.println(ReportFile.mapper().writeValueAsString(info));
            return 0;
        }
        out.println(info.id() + ": " + info.title());
        out.println("  shows     " + String.join(" ", info.rules()) + " (" + info.level() + ", " + info.kind() + ")");
        out.println("  needs     " + (info.requires().isEmpty() ? "nothing" : String.join(" ", info.requires())));
        out.println("  profile   " + info.profile());
        Optional<CorpusCase> data = Corpus.load().stream().filter(each -> each.id().equals(info.id())).findFirst();
        data.ifPresentOrElse(each -> print(out, each),
                () -> out.println(
                        "  This " + info.kind() + " is made of many exchanges; 'repro' runs it and shows them."));
        return 0;
    }

    private static void print(PrintWriter out, CorpusCase data) {
        out.println("  file      conformance-corpus/vectors/" + data.source());
        if (!data.rationale().isBlank()) {
            out.println("  because   " + data.rationale().strip());
        }
        for (Step step : data.steps()) {
            out.println("  sent      " + switch (step.sent()) {
                case Step.Message(var request) -> request.toMessage(1);
                case Step.Raw raw -> raw.line().length + " bytes as they are";
            });
            out.println("  expected  " + step.expect());
        }
    }
}
