package dev.jetvm.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.agent.ExchangeTimes;
import dev.jetvm.reports.model.Accounting;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.RunInfo;
import dev.jetvm.reports.model.RunProfile;
import dev.jetvm.reports.run.ExitCode;
import dev.jetvm.reports.run.Expectations;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much of the suite a run is about: every form says it, and none makes a part look like the whole. */
class ShareTest {
    @Test
    void aRunOfTheWholeSuiteIsBrightGreen() {
        Report report = report(0, List.of(), results(20, 0));
        assertThat(Badge.render(report)).contains("\"20 of 20\"", "brightgreen");
        assertThat(MarkdownSummary.render(report)).startsWith("# Jet conformance: no failures\n");
        assertThat(terminal(report)).doesNotContain(" % ", "A part of the suite");
    }

    @Test
    void unsupportedCasesAreAShareOfTheSuite() {
        Report report = report(0, List.of(), results(1, 300));
        assertThat(Badge.render(report)).contains("1 of 1, under 1 % of the suite").doesNotContain("brightgreen");
        assertThat(MarkdownSummary.render(report)).startsWith(
                "# Jet conformance: no failures in under 1 % of the suite\n")
                .contains("301 cases = 1 run + 300 unsupported");
        assertThat(terminal(report)).contains("under 1 % of it was run; the rest needs features",
                "1 pass, 300 unsupported (under 1 % run)");
    }

    @Test
    void aFilteredRunIsNoShareOfTheSuite() {
        Report report = report(60, List.of("-k val-*"), results(13, 3));
        assertThat(Badge.render(report)).contains("13 of 13 cases of a filtered run", "blue").doesNotContain("%");
        assertThat(MarkdownSummary.render(report))
                .startsWith("# Jet conformance: no failures in 13 cases of a filtered run\n")
                .contains("13 run + 3 unsupported", "60 filtered", "filtered by -k val-");
        assertThat(terminal(report)).contains(
                "A part of the suite, filtered by -k val-*: 16 of 76 cases were selected, "
                        + "and 13 of these were run; 3 need features that are not announced.",
                "13 pass, 3 unsupported (81 % of those selected run)").doesNotContain("of it was run");
    }

    @Test
    void whatIsLeftOutByNameMakesAPart() {
        List<CaseResult> results = results(13, 0);
        results.add(result("val-left-out", "skipped", "left out by --skip"));
        assertThat(Badge.render(report(0, List.of("--skip val-left-*"), results))).contains("of a filtered run");
        results.removeLast();
        results.add(result("val-left-out", "skipped", "not applicable: about implementations without vm.tasks"));
        Report whole = report(0, List.of(), results);
        assertThat(Badge.render(whole)).contains("\"13 of 13\"", "brightgreen");
        assertThat(terminal(whole))
                .contains("Skipped: 1 not applicable, about implementations without a feature that is announced");
    }

    @Test
    void aRunWithoutACaseIsInconclusiveAndNotGreen() {
        Report report = report(60, List.of("-k val-*"), results(0, 16));
        assertThat(Badge.render(report)).contains("no case was run", "lightgrey");
        assertThat(MarkdownSummary.render(report)).startsWith("# Jet conformance: no case was run\n");
        assertThat(terminal(report)).contains("No case was run, so nothing was shown: the result is inconclusive.",
                "nothing of it is announced");
        assertThat(ExitCode.of(report, Expectations.NONE, List.of(), false)).isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void aClauseThatAnotherChapterShowsDoesNotContradictTheCount() {
        List<CaseResult> results = results(0, 16);
        results.add(SampleReports.result("header-of-an-int", "VAL-03", "Object headers", "example", "pass", "", null,
                null));
        assertThat(terminal(report(0, List.of(), results))).containsPattern(
                "Values +1 of +1 clauses shown  16 unsupported \\(0 % run\\), shown by cases of other chapters\n");
    }

    @Test
    void expectedFailuresAreNotShownAsFailures() {
        List<CaseResult> results = results(3, 0);
        results.add(result("val-known", "fail", "wrong"));
        Expectations expected = Expectations.parse("f", List.of("val-known fail a-reason"));
        Report report = report(0, List.of(), results).expecting(expected::covers);
        assertThat(terminal(report, expected)).contains("exp. Values", "1 fail, 3 pass (1 as expected)",
                "Clauses violated by expected failures only: VAL-03", "Expected: 1 failure is in the file of --expect.")
                .doesNotContain("FAIL");
        assertThat(terminal(report)).contains("FAIL Values", "Clauses violated: VAL-03").doesNotContain("xpected");
        assertThat(MarkdownSummary.render(report)).startsWith("# Jet conformance: 1 failure, 1 expected\n")
                .contains("| wrong result (expected) |");
    }

    @Test
    void casesThatWereNotRunAreNoLightCases() {
        RunProfile profile = RunProfile.of(report(0, List.of(), results(2, 300)), new ExchangeTimes(), 1, 1);
        assertThat(profile.light().cases()).isEqualTo(2);
        assertThat(profile.kinds()).singleElement().extracting(RunProfile.Part::cases).isEqualTo(2);
    }

    private static List<CaseResult> results(int passed, int unsupported) {
        List<CaseResult> results = new ArrayList<>();
        for (int k = 0; k < passed; k++) {
            results.add(result("val-passed-" + k, "pass", ""));
        }
        for (int k = 0; k < unsupported; k++) {
            results.add(result("val-unsupported-" + k, "unsupported", "value.words not announced"));
        }
        return results;
    }

    private static CaseResult result(String id, String verdict, String detail) {
        return SampleReports.result(id, "VAL-03", "Values", "example", verdict, detail, null, null);
    }

    private static Report report(int filtered, List<String> filters, List<CaseResult> results) {
        RunInfo sample = SampleReports.withFailures().run();
        RunInfo run = new RunInfo(sample.suite(), sample.spec(), sample.protocol(), sample.impl(), sample.command(),
                sample.host(), sample.seed(), null, List.of(), sample.started(), 1, results.size(), List.of(),
                List.of(), List.of(), 1, filters, List.of());
        int unsupported = (int) results.stream().filter(each -> each.verdict().equals("unsupported")).count();
        int skipped = (int) results.stream().filter(each -> each.verdict().equals("skipped")).count();
        return Report.of(run, new Accounting(results.size() + filtered, results.size() - unsupported - skipped,
                filtered, unsupported, skipped), results, SampleReports.BOOK, null, null);
    }

    private static String terminal(Report report) {
        return terminal(report, Expectations.NONE);
    }

    private static String terminal(Report report, Expectations expected) {
        StringWriter text = new StringWriter();
        new TerminalSummary(report, Style.plain(), expected, List.of(), Path.of("out")).print(new PrintWriter(text),
                List.of());
        return text.toString();
    }
}
