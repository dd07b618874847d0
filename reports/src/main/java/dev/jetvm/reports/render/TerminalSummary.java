package dev.jetvm.reports.render;

import dev.jetvm.reports.model.NotRun;
import dev.jetvm.conformance.session.CaseRun.Exchange;
import dev.jetvm.conformance.session.CaseRun.Outcomes;
import dev.jetvm.conformance.text.DisplayText;
import dev.jetvm.reports.lanes.FailureText;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.ChapterResult;
import dev.jetvm.reports.model.Gravest;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.RuleResult;
import dev.jetvm.reports.model.RunShare;
import dev.jetvm.reports.model.StressEvidence;
import dev.jetvm.reports.run.Expectations;
import dev.jetvm.reports.run.Replay;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The summary at the end of a run: failures with their explanations, then the chapters, then the totals. */
public final class TerminalSummary {
    private static final int SHOWN_FAILURES = 10;
    /** Operations of a history that are drawn. */
    private static final int DRAWN = 12;
    /** Columns of a picture. */
    private static final int WIDTH = 106;
    private static final int SHOWN_LINE = 400;
    private static final int NEXT_SHOWN = 3;

    private final Report report;
    private final Style style;
    private final Expectations expected;
    private final List<String> broken;
    private final Path folder;

    /** @param folder the folder of the report */
    public TerminalSummary(Report report, Style style, Expectations expected, List<String> broken, Path folder) {
        this.folder = folder;
        this.report = report;
        this.style = style;
        this.expected = expected;
        this.broken = broken;
    }

    /** @param written the files of the report */
    public void print(PrintWriter out, List<Path> written) {
        List<CaseResult> failures = report.results().stream()
                .filter(result -> result.failed() || result.verdict().equals("suite-defect"))
                .filter(result -> !expected.covers(result)).toList();
        List<CaseResult> shown = Gravest.onePerClause(failures, SHOWN_FAILURES);
        shown.forEach(failure -> failure(out, failure));
        if (failures.size() > shown.size()) {
            out.println("... and " + (failures.size() - shown.size()) + " more, all in the report. Of each clause only"
                    + " the gravest failure is shown; all failures by kind: " + Gravest.words(failures));
            out.println();
        }
        report.run().strays().forEach(stray -> out.println(style.bad("between cases: ") + DisplayText.line(stray)));
        broken.forEach(line -> out.println(style.bad("expectation: ") + DisplayText.line(line)));
        chapters(out);
        clauses(out);
        suspects(out);
        leftOut(out);
        outcomes(out);
        skipped(out);
        stress(out);
        sum(out);
        if (!written.isEmpty() && !report.failures().isEmpty()) {
            out.println("Each failure as a file, for './jet conformance repro FILE': "
                    + folder.resolve(report.failures().getFirst().replay()).getParent());
        }
        written.stream().filter(file -> file.toString().endsWith(".html")).findFirst()
                .ifPresent(file -> out.println("Report: " + file.toAbsolutePath().normalize()));
    }

    private void failure(PrintWriter out, CaseResult failure) {
        String kind = failure.failure().isEmpty() ? "" : " (" + failure.failureKind().title() + ")";
        out.println(style.bad(failure.verdict() + kind) + "  " + style.strong(failure.id()) + "  "
                + DisplayText.line(failure.title()));
        for (String rule : failure.blamed()) {
            report.rules().stream().filter(each -> each.id().equals(rule)).findFirst()
                    .ifPresent(each -> out.println("  clause    " + each.id() + " " + each.title()));
        }
        if (!failure.transcript().isEmpty()) {
            Exchange last = failure.transcript().getLast();
            out.println("  sent      " + shown(last.sent()));
            out.println("  received  " + (last.received().isEmpty() ? "(nothing)" : shown(last.received())));
        }
        if (failure.expected() != null) {
            out.println("  expected  " + shown(failure.expected().toString()));
        }
        out.println("  why       " + failure.detail().lines().limit(8).map(DisplayText::line)
                .collect(Collectors.joining("\n            ")));
        failure.explanation().ifPresent(history -> {
            FailureText.of(history).forEach(line -> out.println("  history   " + DisplayText.line(line)));
            FailureText.picture(history, DRAWN, WIDTH).forEach(line -> out.println("            " + line));
        });
        failure.stderrTail().lines().limit(3).forEach(line -> out.println("  stderr    " + shown(line)));
        out.println("  again     " + DisplayText.line(failure.repro()));
        if (failure.sample() != null) {
            out.println("  or        " + Replay.COMMAND + folder.resolve(failure.replay()) + "  (this sample only)");
        }
        out.println();
    }

    private static String shown(String line) {
        return DisplayText.line(DisplayText.cut(line, SHOWN_LINE));
    }

    private void chapters(PrintWriter out) {
        for (ChapterResult chapter : report.chapters()) {
            if (chapter.cases() == 0) {
                continue;
            }
            int foreseen = (int) report.failures().stream()
                    .filter(failure -> failure.chapter().equals(chapter.title()) && expected.covers(failure)).count();
            out.printf("%s %-44s %3d of %3d clauses shown  %s%n",
                    chapter.failed() > foreseen
                            ? style.bad("FAIL")
                            : chapter.failed() > 0
                                    ? style.strong("exp.")
                                    : chapter.run() > 0 ? style.good("ok  ") : "--  ",
                    chapter.title().isEmpty() ? "(no clause)" : chapter.title(), chapter.shown(), chapter.testable(),
                    counts(chapter, foreseen));
        }
    }

    /** {@code 161 pass, 900 unsupported (15 % run)}: the cases of a chapter by verdict, and the share that was run. */
    private String counts(ChapterResult chapter, int foreseen) {
        String counts = chapter.verdicts().entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", ")) + (foreseen == 0 ? "" : " (" + foreseen + " as expected)");
        if (chapter.run() == chapter.selected()) {
            return counts;
        }
        String share = " (" + RunShare.percent(chapter.run(), chapter.selected())
                + (RunShare.isPartial(report) ? " of those selected run)" : " run)");
        if (chapter.run() > 0) {
            return counts + share;
        }
        // A clause can be shown by a case whose first clause, and therefore its count, belongs to another chapter.
        return counts + (chapter.shown() + chapter.violated() == 0
                ? ", nothing of it is announced"
                : share + ", shown by cases of other chapters");
    }

    private void clauses(PrintWriter out) {
        Set<String> unforeseen = report.failures().stream().filter(failure -> !expected.covers(failure))
                .flatMap(failure -> failure.blamed().stream()).collect(Collectors.toSet());
        String failing = failing(unforeseen::contains);
        if (!failing.isEmpty()) {
            out.println(style.bad("Clauses violated: ") + failing);
        }
        String known = failing(rule -> !unforeseen.contains(rule));
        if (!known.isEmpty()) {
            out.println("Clauses violated by expected failures only: " + known);
        }
        long foreseen = report.failures().stream().filter(expected::covers).count();
        if (foreseen > 0) {
            out.println("Expected: " + foreseen + (foreseen == 1 ? " failure is" : " failures are")
                    + " in the file of --expect.");
        }
    }

    private String failing(Predicate<String> wanted) {
        return report.rules().stream().filter(rule -> rule.status().equals("fail")).map(RuleResult::id).filter(wanted)
                .collect(Collectors.joining(" "));
    }

    /** Says why cases were skipped. */
    private void skipped(PrintWriter out) {
        Map<String, Long> reasons = report.results().stream().filter(result -> result.verdict().equals("skipped"))
                .collect(Collectors.groupingBy(TerminalSummary::reason, TreeMap::new, Collectors.counting()));
        if (!reasons.isEmpty()) {
            out.println("Skipped: " + reasons.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey())
                    .collect(Collectors.joining("; ")));
        }
    }

    private static String reason(CaseResult skipped) {
        return skipped.notApplicable()
                ? "not applicable, about implementations without a feature that is announced"
                : DisplayText.line(DisplayText.cut(skipped.detail(), SHOWN_LINE));
    }

    /** Says which parts of cases were not run, because their feature is not announced. */
    private void leftOut(PrintWriter out) {
        Map<String, Long> features = report.results().stream().flatMap(result -> result.leftOut().stream())
                .collect(Collectors.groupingBy(feature -> feature, TreeMap::new, Collectors.counting()));
        Map<String, String> weaker = report.weaker();
        weaker.forEach((feature, words) -> out.println("Weaker verdicts: histories of "
                + features.getOrDefault(feature, 0L) + (features.getOrDefault(feature, 0L) == 1 ? " case" : " cases")
                + " were judged by a weaker model: " + words));
        features.keySet().removeAll(weaker.keySet());
        if (!features.isEmpty()) {
            long cases = report.results().stream().filter(result -> !weaker.keySet().containsAll(result.leftOut()))
                    .count();
            out.println("Observations left out of " + cases + (cases == 1 ? " case" : " cases")
                    + ", as not announced: " + features.entrySet().stream()
                            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                            .collect(Collectors.joining(", ")));
        }
    }

    /** Says how many of the outcomes of programs were seen that may have several. */
    private void outcomes(PrintWriter out) {
        List<Outcomes> known = report.results().stream().map(CaseResult::outcomes).filter(Objects::nonNull).toList();
        if (!known.isEmpty()) {
            out.printf("Programs with several outcomes: %d, of whose %d outcomes %d were seen%n", known.size(),
                    known.stream().mapToInt(Outcomes::of).sum(), known.stream().mapToInt(Outcomes::seen).sum());
        }
    }

    /** Lists suspect cases. They are not failures: the cases may still be correct but have not been reviewed. */
    private void suspects(PrintWriter out) {
        String clauses = String.join(" ", report.suspectClauses());
        if (!clauses.isEmpty()) {
            long cases = report.suspects().size();
            out.println(style.bad("Suspect: ") + cases + (cases == 1 ? " case" : " cases") + ", since the text of "
                    + clauses + " changed after they were last looked at.");
            out.println("  Look at them, then: ./jet spec --reviewed " + clauses);
        }
    }

    /**
     * Prints the stress evidence, which supplements that of the cases. It does not affect the exit status;
     * {@code jet stress} has its own.
     */
    private void stress(PrintWriter out) {
        StressEvidence run = report.stress();
        if (run == null) {
            return;
        }
        Map<String, Long> verdicts = report.rules().stream().map(RuleResult::stress).filter(Objects::nonNull).collect(
                Collectors.groupingBy(StressEvidence.OfClause::verdict, TreeMap::new, Collectors.counting()));
        out.println("Stress evidence of the reference, " + run.started() + ": clauses " + verdicts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey()).collect(Collectors.joining(", ")));
    }

    private void sum(PrintWriter out) {
        String verdicts = report.verdicts().entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        double seconds = Math.max(report.run().seconds(), 0.001);
        out.printf("%d cases: %s%s. %.1f s, %.0f cases a second, seed %s.%n", report.accounting().discovered(),
                verdicts,
                report.accounting().filtered() == 0 ? "" : ", " + report.accounting().filtered() + " filtered",
                seconds, report.run().executions() / seconds, report.run().seed());
        String share = RunShare.sentence(report);
        if (!share.isEmpty()) {
            out.println(DisplayText.line(share));
        }
        if (!RunShare.isPartial(report) && !RunShare.filter(report).isEmpty()) {
            out.println("The report is " + DisplayText.line(RunShare.filter(report)) + ".");
        }
        if (report.accounting().run() == 0) {
            out.println(style.bad("No case was run, so nothing was shown: the result is inconclusive."));
        }
        if (!NotRun.sentence(report).isEmpty()) {
            out.println("Not run: " + NotRun.sentence(report) + ".");
        }
        if (report.accounting().unsupported() > 0) {
            report.run().next().stream().limit(NEXT_SHOWN).forEach(next -> out.println("  next: " + next));
        }
        if (report.run().budgetFactor() != 1) {
            out.printf(Locale.ROOT,
                    "Time budgets were multiplied by %.1f (speed of the machine); the same again: --budget-factor %.1f.%n",
                    report.run().budgetFactor(), report.run().budgetFactor());
        }
        if (report.run().sample() != null) {
            out.printf("Only a sample of %s was run; the same cases again: --sample %s --seed %s.%n",
                    report.run().sample(),
                    report.run().sample(), report.run().seed());
        }
        if (!report.accounting().balanced()) {
            out.println(style.bad("The accounts do not balance: ") + report.accounting());
        }
    }
}
