package dev.jetvm.reports.cli;

import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.run.Selection;
import dev.jetvm.reports.run.Suite;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jet conformance list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "List the cases of the suite.")
final class ListCommand implements Callable<Integer> {
    @Mixin
    private final FilterSettings filter = new FilterSettings();

    @Option(names = "--json", description = "As a JSON array.")
    private boolean json;

    @Override
    public Integer call() {
        Selection selection = filter.selection(RuleBook.load());
        List<CaseInfo> all = new Suite(0, 1).discover().all();
        filter.requireMatch(all);
        List<CaseInfo> cases = all.stream().filter(selection::wants)
                .filter(info -> !selection.skips(info)).toList();
        PrintWriter out = Terminal.out();
        if (json) {
            out.println(ReportFile.mapper().writeValueAsString(cases));
        } else {
            cases.forEach(info -> out.printf("%-52s %-9s %-8s %s%n", info.id(), info.kind(), info.level(),
                    String.join(" ", info.rules())));
            out.println(cases.size() + " cases");
        }
        return 0;
    }
}
