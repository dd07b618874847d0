package dev.jetvm.reports.render;

import dev.jetvm.conformance.text.DisplayText;
import dev.jetvm.reports.model.Accounting;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.ChapterResult;
import dev.jetvm.reports.model.Gravest;
import dev.jetvm.reports.model.HeapPortrait;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.RuleResult;
import dev.jetvm.reports.model.RunShare;
import dev.jetvm.reports.model.StressEvidence;

/** The report for the summary page of a CI build. */
final class MarkdownSummary {
    private static final int SHOWN = 50;

    private MarkdownSummary() {}

    static String render(Report report) {
        StringBuilder text = new StringBuilder();
        boolean good = report.failures().isEmpty();
        text.append("# Jet conformance: ").append(headline(report)).append("\n\n").append(name(report))
                .append(", specification ").append(report.run().spec())
                .append(", seed ").append(report.run().seed())
                .append(report.run().sample() == null ? "" : ", a sample of " + report.run().sample()).append(", ")
                .append(report.run().seconds()).append(" s\n\n").append(share(report))
                .append("\n\n| chapter | clauses shown | cases | unsupported | failed |\n| --- | --- | --- | --- | --- |\n");
        for (ChapterResult chapter : report.chapters()) {
            text.append("| ").append(cell(chapter.title())).append(" | ").append(chapter.shown()).append(" of ")
                    .append(chapter.testable()).append(" | ").append(chapter.cases()).append(" | ")
                    .append(chapter.unsupported()).append(" | ").append(chapter.failed()).append(" |\n");
        }
        if (!report.suspects().isEmpty()) {
            text.append("\n**Suspect: ").append(report.suspects().size()).append(" cases.** The text of ")
                    .append(String.join(", ", report.suspectClauses()))
                    .append(" changed after they were last looked at. Look at them, then run `./jet spec --reviewed ")
                    .append(String.join(" ", report.suspectClauses())).append("`.\n");
        }
        if (!good) {
            text.append("\n## Failures\n\n").append(Gravest.words(report.failures()))
                    .append(".\n\n| case | clauses | verdict | why |\n| --- | --- | --- | --- |\n");
            for (CaseResult each : Gravest.order(report.failures()).stream().limit(SHOWN).toList()) {
                text.append("| `").append(each.id()).append("` | ").append(String.join(" ", each.blamed()))
                        .append(" | ").append(each.failureKind().title())
                        .append(report.isExpected(each) ? " (expected)" : "").append(" | ").append(cell(each.detail()))
                        .append(" |\n");
            }
        }
        stress(report, text);
        census(report, text);
        return text.toString();
    }

    /** The verdict in a few words, with how much of the suite it is about. */
    private static String headline(Report report) {
        int failures = report.failures().size();
        int run = report.accounting().run();
        if (run == 0) {
            return "no case was run";
        }
        String verdict = failures == 0 ? "no failures" : failures + (failures == 1 ? " failure" : " failures");
        String expected = report.run().expected().isEmpty() ? "" : ", " + report.run().expected().size() + " expected";
        return verdict + expected + (RunShare.isPartial(report)
                ? " in " + run + " cases of a filtered run"
                : report.accounting().unsupported() == 0
                        ? ""
                        : " in " + RunShare.percent(run, report.accounting().selected()) + " of the suite");
    }

    private static String share(Report report) {
        Accounting counts = report.accounting();
        String filter = RunShare.filter(report);
        return counts.discovered() + " cases = " + counts.run() + " run + " + counts.unsupported()
                + " unsupported (they need features that are not announced) + " + counts.filtered() + " filtered + "
                + counts.skipped() + " skipped" + (filter.isEmpty() ? "." : "; " + cell(filter) + ".");
    }

    private static void stress(Report report, StringBuilder text) {
        StressEvidence run = report.stress();
        if (run == null) {
            return;
        }
        text.append("\n## Stress evidence, of the bundled reference only\n\n`jet stress` of ")
                .append(cell(run.started()))
                .append(", ").append(run.caught()).append(" of ").append(run.canaries())
                .append(" canaries caught.\n\n| clause | verdict | evidence |\n| --- | --- | --- |\n");
        for (RuleResult rule : report.rules()) {
            StressEvidence.OfClause evidence = rule.stress();
            if (evidence != null) {
                text.append("| ").append(rule.id()).append(" | ").append(cell(evidence.verdict())).append(" | ")
                        .append(cell(evidence.words())).append(" |\n");
            }
        }
    }

    /** The contents of the heap at the end of the script. */
    private static void census(Report report, StringBuilder text) {
        HeapPortrait portrait = report.heap();
        if (portrait == null || portrait.steps().isEmpty() || portrait.steps().getLast().census().isEmpty()) {
            return;
        }
        HeapPortrait.Step last = portrait.steps().getLast();
        text.append("\n## Heap portrait\n\nCensus after step ").append(portrait.steps().size()).append(", ")
                .append(cell(last.title())).append(". The pictures are in `index.html`.\n\n")
                .append("| space | type | objects | bytes |\n| --- | --- | --- | --- |\n");
        for (HeapPortrait.Row row : last.census()) {
            text.append("| ").append(cell(row.space())).append(" | ").append(cell(row.type())).append(" | ")
                    .append(row.objects()).append(" | ").append(row.bytes()).append(" |\n");
        }
    }

    private static String name(Report report) {
        return cell(report.run().name());
    }

    private static String cell(String text) {
        String line = DisplayText.line(text.lines().findFirst().orElse(""));
        return line.replace("&", "&amp;").replace("<", "&lt;").replaceAll("[\\\\|`*_\\[\\]]", "\\\\$0");
    }
}
