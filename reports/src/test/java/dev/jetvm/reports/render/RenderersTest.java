package dev.jetvm.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.jetvm.reports.matrix.Matrix;
import dev.jetvm.reports.matrix.MatrixText;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.ReplayFile;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.model.RuleResult;
import dev.jetvm.reports.run.ExitCode;
import dev.jetvm.reports.run.Expectations;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.text.DisplayText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;

final class RenderersTest {
    private final Report report = SampleReports.withFailures();

    @Test
    void theJsonDocumentMeetsItsSchemaAndComesBackTheSame(@TempDir Path folder) throws IOException {
        Renderers.write(report, folder, Set.of("html", "junit", "markdown", "badge"));
        String text = Files.readString(folder.resolve("report.json"));
        assertThat(schema("report").validate(text, InputFormat.JSON)).isEmpty();
        assertThat(ReportFile.mapper().writeValueAsString(ReportFile.read(folder.resolve("report.json"))) + "\n")
                .isEqualTo(text);
        assertThat(text.lines().filter(line -> line.startsWith("  \"")).reduce((a, b) -> b).orElseThrow())
                .as("the last member").contains("\"complete\" : true");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("report.json",
                    "index.html", "junit.xml", "summary.md", "badge.json");
        }
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() {
        String broken = ReportFile.mapper().writeValueAsString(report).replace("\"verdict\" : \"crash\"",
                "\"verdict\" : \"sad\"");
        assertThat(schema("report").validate(broken, InputFormat.JSON)).isNotEmpty();
    }

    private static Schema schema(String name) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(RenderersTest.class.getResourceAsStream("/jet/schema/" + name + ".schema.json"));
    }

    @Test
    void aReportThatWasCutOffIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.json");
        String text = ReportFile.mapper().writeValueAsString(report);
        Files.writeString(file, text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> ReportFile.read(file)).isInstanceOf(ReportFile.UnreadableReport.class);
        Files.writeString(file, text.replace("\"complete\" : true", "\"complete\" : false"));
        assertThatThrownBy(() -> ReportFile.read(file)).hasMessageContaining("not complete");
        Files.writeString(file, "{\"format\": \"jet-report/1\", \"complete\": true}");
        assertThatThrownBy(() -> ReportFile.read(file)).isInstanceOf(ReportFile.UnreadableReport.class)
                .hasMessageEndingWith("it has no run");
        Files.writeString(file, text.replaceFirst("\"id\" : \"header-size\",", ""));
        assertThatThrownBy(() -> ReportFile.read(file)).isInstanceOf(ReportFile.UnreadableReport.class)
                .hasMessageEndingWith("a result has no id");
        Files.writeString(file, "{\"format\": \"jet-repro/1\", \"complete\": true, \"id\": \"a\", \"seed\": \"1\"}");
        assertThatThrownBy(() -> ReplayFile.read(file)).isInstanceOf(ReportFile.UnreadableReport.class)
                .hasMessageEndingWith("it has no agent");
    }

    @Test
    void clausesHaveTheirStatusAndEvidence() {
        assertThat(report.rules()).extracting(RuleResult::id, RuleResult::status, RuleResult::evidence)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("VAL-03", "fail", "property"),
                        org.assertj.core.groups.Tuple.tuple("VAL-19", "untestable", "none"),
                        org.assertj.core.groups.Tuple.tuple("HDR-03", "fail", "negative"),
                        org.assertj.core.groups.Tuple.tuple("HDR-04", "untested", "none"),
                        org.assertj.core.groups.Tuple.tuple("PERF-02", "unsupported", "none"));
    }

    @Test
    void junitXmlIsWellFormedWhateverTheTextsAre() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(JunitXml.render(report).getBytes(StandardCharsets.UTF_8)));
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(304);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(2);
        assertThat(xml.getElementsByTagName("skipped").getLength()).isEqualTo(1);
    }

    @Test
    void noFormHoldsWhatControlsATerminalOrHidesText(@TempDir Path folder) throws IOException {
        StringWriter terminal = new StringWriter();
        new TerminalSummary(report, Style.plain(), Expectations.NONE, List.of("\u001b[31m"), Path.of("out"))
                .print(new PrintWriter(terminal), List.of());
        assertThat(terminal.toString()).contains("\\u001b[2J\\u009b\\u202e");
        for (String text : List.of(terminal.toString(), JunitXml.render(report), MarkdownSummary.render(report))) {
            assertThat(DisplayText.block(text)).isEqualTo(text);
        }
        Path half = folder.resolve("half-a-pair.json");
        ReportFile.write(half, "\"\uD800\"");
        assertThat(half).content().as("valid UTF-8").isEqualTo("\"\uFFFD\"");
    }

    @Test
    void whatIsPrintedIsEscapedOnceMore() {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            PrintWriter out = Terminal.out();
            out.println("a\u001b[2J" + Style.of("always").bad("b\u001b[0m") + "\u009b");
            out.printf("%s%n", "\u202e");
        } finally {
            System.setOut(before);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n")).isEqualTo(
                "a\\u001b[2J\u001b[1;31mb\\u001b[0m\u001b[0m\\u009b\n\\u202e\n");
    }

    /** VAL-19 cannot be tested by a case. */
    @Test
    void everyFormCountsTheClausesOfAChapterInTheSameWay() {
        assertThat(report.chapters()).filteredOn(chapter -> chapter.title().equals("Values")).singleElement()
                .satisfies(chapter -> {
                    assertThat(chapter.shown()).isZero();
                    assertThat(chapter.violated()).isOne();
                    assertThat(chapter.testable()).isOne();
                });
        assertThat(MarkdownSummary.render(report)).contains("| Values | 0 of 1 | 301 | 0 | 1 |");
        StringWriter text = new StringWriter();
        new TerminalSummary(report, Style.plain(), Expectations.NONE, List.of(), Path.of("out"))
                .print(new PrintWriter(text), List.of());
        assertThat(text.toString()).containsPattern("Values +0 of +1 clauses shown");
        assertThat(MatrixText.terminal(Matrix.of(Map.of("one", report)), false)).containsPattern("Values +0/1 !1");
        JsonNode json = ReportFile.mapper().valueToTree(report);
        assertThat(json.path("chapters").path(0).path("testable").asInt()).isOne();
        assertThat(json.path("kinds").path("lost").asString()).isEqualTo("no answer");
        assertThat(json.path("clauseTexts").path("HDR-03").asString()).contains("MUST");
    }

    @Test
    void markdownKeepsItsTablesWhole() {
        String text = MarkdownSummary.render(report);
        assertThat(text).startsWith("# Jet conformance: 2 failures")
                .contains("expected 24 \\| observed 32 &lt;/script>");
    }

    @Test
    void markdownHasTheCensusOfTheLastStep() {
        assertThat(MarkdownSummary.render(report)).contains("Census after step 2, Full collection",
                "| mature | Pair&lt;b> | 1 | 32 |");
    }

    @Test
    void aTerminalSeesTheHeapInCharacters() {
        StringWriter text = new StringWriter();
        HeapText.print(SamplePortrait.portrait(), Style.plain(), new PrintWriter(text));
        assertThat(text.toString().lines()).contains(
                "      8 nursery  " + "-".repeat(25) + "\u00b7".repeat(39) + " 256 free",
                "     16 mature   " + "\u00b7".repeat(5) + "\u2588\u2588\u2592" + "\u00b7".repeat(56) + " 246 free",
                "   No picture: bitmap of block 0 is 31 bytes, not 32: \"<i>\"", "   and 2 more blocks",
                "The portrait ends after 2 of 7 steps: it is a sample");
    }

    @Test
    void stressEvidenceIsSaidToBeTheReferences() {
        assertThat(MarkdownSummary.render(report)).contains("## Stress evidence, of the bundled reference only",
                "| VAL-19 | pass | 2 tests, 12 M samples, no forbidden outcome |",
                "| HDR-03 | fail | 1 test, 5000 samples, 3 forbidden outcomes |");
        StringWriter text = new StringWriter();
        new TerminalSummary(report, Style.plain(), Expectations.NONE, List.of(), Path.of("out"))
                .print(new PrintWriter(text), List.of());
        assertThat(text.toString())
                .contains("Stress evidence of the reference, 2026-01-01T00:00:00Z: clauses 1 fail, 1 pass");
    }

    @Test
    void theBadgeCounts() {
        assertThat(Badge.render(report)).contains("301 of 303 cases of a filtered run").contains("orange");
    }

    @Test
    void htmlHoldsNoTextThatEndsItsData() {
        String html = HtmlReport.render(report, "");
        assertThat(html).doesNotContain("<script>alert(1)").doesNotContain("/*DATA*/");
        assertThat(html).doesNotContainPattern("(?:src|href)=\"http");
    }

    @Test
    void theSummaryNamesWhatWasViolated() {
        StringWriter text = new StringWriter();
        new TerminalSummary(report, Style.plain(), Expectations.NONE, List.of(), Path.of("out")).print(
                new PrintWriter(text),
                List.of());
        assertThat(text.toString()).contains("Clauses violated: VAL-03 HDR-03", "header-size", "1 unsupported")
                .doesNotContain("\u001b");
    }

    /** The text of HDR-03 is another than the one that its two cases were looked at with. */
    @Test
    void casesOfAClauseThatWasEditedAreSuspectEverywhere() {
        assertThat(report.suspects()).extracting(CaseResult::id).containsExactly("header-size", "header-size-zero");
        assertThat(report.suspectClauses()).containsExactly("HDR-03");
        assertThat(ReportFile.mapper().<JsonNode>valueToTree(report).path("results").valueStream()
                .filter(each -> each.path("suspect").toString().equals("[\"HDR-03\"]"))).hasSize(2);
        assertThat(MarkdownSummary.render(report)).contains("**Suspect: 2 cases.**", "--reviewed HDR-03`");
        StringWriter text = new StringWriter();
        new TerminalSummary(report, Style.plain(), Expectations.NONE, List.of(), Path.of("out"))
                .print(new PrintWriter(text), List.of());
        assertThat(text.toString()).contains("Suspect: 2 cases", "text of HDR-03", "./jet spec --reviewed HDR-03");
    }

    @Test
    void eachFailureLeavesAFileThatMeetsItsSchema(@TempDir Path folder) throws IOException {
        Path stale = folder.resolve("repro/no-longer.json");
        Files.createDirectories(stale.getParent());
        Files.writeString(stale, "{}");
        ReplayFile.writeAll(report, folder, new ReplayFile.Agent("./sample-agent", 100L, 2, 3.5, null),
                Map.of("header-size", new Setting("tagged", Map.of("gc.stress", "poison"))));
        assertThat(stale).doesNotExist();
        assertThat(report.failures()).hasSize(2).allSatisfy(failure -> {
            Path file = folder.resolve(failure.replay());
            assertThat(schema("repro").validate(Files.readString(file), InputFormat.JSON)).isEmpty();
            ReplayFile read = ReplayFile.read(file);
            assertThat(read.id()).isEqualTo(failure.id());
            assertThat(read.exchanges()).isEqualTo(failure.transcript()).isNotEmpty();
            assertThat(read.agent()).isEqualTo(new ReplayFile.Agent("./sample-agent", 100L, 2, 3.5, null));
            Files.writeString(file, Files.readString(file).replaceAll(",\\s*\"budgetFactor\" : 3.5", ""));
            assertThat(schema("repro").validate(Files.readString(file), InputFormat.JSON)).isEmpty();
            assertThat(ReplayFile.read(file).agent()).as("of an older suite")
                    .isEqualTo(new ReplayFile.Agent("./sample-agent", 100L, 2, null, null));
        });
    }

    @Test
    void exitStatuses() {
        assertThat(ExitCode.of(report, Expectations.NONE, List.of(), false)).isEqualTo(ExitCode.FAILURES);
        Expectations known = Expectations.parse("f", List.of("header-size fail known", "val-crash crash known link"));
        assertThat(ExitCode.of(report, known, List.of(), false)).isEqualTo(ExitCode.CONFORMANT);
        assertThat(ExitCode.of(report, known, List.of(), true)).as("cut short").isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(ExitCode.of(report, known, List.of("a line"), false)).isEqualTo(ExitCode.FAILURES);
        assertThat(known.broken(report, Set.of("header-size"))).containsExactly(
                "val-crash is expected to crash, but there is no such case any more");
    }
}
