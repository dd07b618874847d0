package dev.jetvm.reports.cli;

import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.run.Suite;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** {@code jet conformance coverage}: how many cases each chapter and clause has, and how many of them a run decided. */
@Command(name = "coverage", mixinStandardHelpOptions = true, description = "Say how many cases each chapter's clauses have, and with --report how many of them passed or failed.")
final class CoverageCommand implements Callable<Integer> {
    private static final Set<String> DECIDED = Set.of("pass", "fail", "crash", "timeout", "protocol-error");

    @Option(names = "--report", paramLabel = "FILE", description = "Count, too, the cases that this run decided.")
    private @Nullable Path report;

    @Option(names = "--below", paramLabel = "N", description = "List the testable clauses with fewer than N cases, or than N decided ones.")
    private int below;

    @Option(names = "--json", description = "As a JSON array, a member for each clause.")
    private boolean json;

    /**
     * The cases of one clause.
     *
     * @param decided number of its cases that passed or failed in the report; null without one
     */
    record Clause(String id, String level, String title, String chapter, boolean testable, int cases,
            @Nullable Integer decided) {
        private int counted() {
            Integer there = decided;
            return there == null ? cases : there;
        }
    }

    @Override
    public Integer call() {
        List<Clause> clauses = clauses(new Suite(0, 1).discover().all(), RuleBook.load(), decided());
        PrintWriter out = Terminal.out();
        if (json) {
            out.println(ReportFile.mapper().writeValueAsString(clauses));
            return 0;
        }
        Map<String, List<Clause>> chapters = clauses.stream()
                .collect(Collectors.groupingBy(Clause::chapter, LinkedHashMap::new, Collectors.toList()));
        chapters.forEach((chapter, of) -> out.println(line(chapter, of)));
        out.println(line("all", clauses));
        if (below > 0) {
            clauses.stream().filter(each -> each.testable() && each.counted() < below).forEach(each -> out.printf(
                    "%-10s %-6s %3d  %s%n", each.id(), each.level(), each.counted(), each.title()));
        }
        return 0;
    }

    /** The clauses that the report decided by each case, by its id; null without a report. */
    private @Nullable Map<String, List<String>> decided() {
        Path file = report;
        if (file == null) {
            return null;
        }
        Report read = ReportFile.read(file);
        return read.results().stream().filter(result -> DECIDED.contains(result.verdict()))
                .collect(Collectors.toMap(CaseResult::id, CaseResult::rules));
    }

    private static List<Clause> clauses(List<CaseInfo> cases, RuleBook book,
            @Nullable Map<String, List<String>> decided) {
        Map<String, List<CaseInfo>> byRule = new LinkedHashMap<>();
        cases.forEach(info -> info.rules()
                .forEach(rule -> byRule.computeIfAbsent(rule, _ -> new ArrayList<>()).add(info)));
        return book.all().stream().map(rule -> {
            List<CaseInfo> about = byRule.getOrDefault(rule.id(), List.of());
            Integer run = decided == null
                    ? null
                    : (int) about.stream()
                            .filter(info -> decided.getOrDefault(info.id(), List.of()).contains(rule.id())).count();
            return new Clause(rule.id(), rule.level(), rule.title(), rule.chapter(), rule.untestable().isEmpty(),
                    about.size(), run);
        }).toList();
    }

    /** A case counts once for each clause that it shows. */
    private static String line(String chapter, List<Clause> clauses) {
        long testable = clauses.stream().filter(Clause::testable).count();
        long shown = clauses.stream().filter(each -> each.testable() && each.counted() > 0).count();
        int cases = clauses.stream().mapToInt(Clause::cases).sum();
        boolean run = clauses.getFirst().decided() != null;
        return "%-44s %3d of %3d testable clauses %s, %5d case references%s".formatted(chapter, shown, testable,
                run ? "decided" : "with a case", cases,
                run ? ", %5d decided".formatted(clauses.stream().mapToInt(Clause::counted).sum()) : "");
    }
}
