package dev.jetvm.reports.cli;

import dev.jetvm.conformance.corpus.Reviews;
import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.reports.model.ReportFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jet conformance review CLAUSE...}: the cases of these clauses were looked at and fit their new text. */
@Command(name = "review", mixinStandardHelpOptions = true, description = {
        "Say that the cases of these clauses were looked at since the text of the clauses changed;",
        "they are no longer suspect. Without clauses: list those whose cases wait to be looked at.", ""})
final class ReviewCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CLAUSE", arity = "0..*", description = "Ids of clauses, HDR-03.")
    private List<String> ids = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        RuleBook book = RuleBook.load();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        if (ids.isEmpty()) {
            List<RuleBook.Rule> waiting = book.all().stream().filter(book.reviews()::suspect).toList();
            waiting.forEach(rule -> out.println(rule.id() + "  " + rule.title()));
            out.println(waiting.isEmpty()
                    ? "the cases of every clause were looked at"
                    : "cases to look at: './jet conformance list --rule CLAUSE'");
            return 0;
        }
        List<RuleBook.Rule> rules = ids.stream().map(id -> ExplainCommand.clause(id, book)).toList();
        Path file = Path.of(System.getProperty("jet.root", "."), "conformance-corpus", "src", "main", "resources",
                "jet", Reviews.FILE);
        if (!Files.exists(file)) {
            throw new UsageError(file + " does not exist; run this in a checkout of the project");
        }
        Reviews before = new Reviews(ReportFile.mapper().readTree(Files.readString(file)));
        ReportFile.write(file, before.after(rules, book));
        out.println("written: " + file.normalize() + "; commit it with what you changed");
        return 0;
    }
}
