package dev.jetvm.reports.render;

import dev.jetvm.conformance.corpus.Reviews;
import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.conformance.session.CaseRun.Exchange;
import dev.jetvm.conformance.session.FailureKind;
import dev.jetvm.reports.model.Accounting;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.CoreShare;
import dev.jetvm.reports.model.NextFeature;
import dev.jetvm.reports.model.ReplayFile;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.model.RunInfo;
import dev.jetvm.reports.model.StressEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reports made up for tests, with texts that a careless renderer would stumble over. */
public final class SampleReports {
    private SampleReports() {}

    public static final RuleBook BOOK = new RuleBook(ReportFile.mapper().readTree(
            """
                    {"rules": [
                      {"id": "VAL-03", "hash": "as-before", "level": "must", "title": "The word of an int", "chapter": "Values", "anchor": "values.html#VAL-03"},
                      {"id": "VAL-19", "hash": "as-before", "level": "must", "title": "Words never tear", "chapter": "Values", "anchor": "values.html#VAL-19", "untestable": "needs two threads"},
                      {"id": "HDR-03", "hash": "edited", "level": "must", "title": "Payload size", "chapter": "Object headers", "anchor": "object-headers.html#HDR-03"},
                      {"id": "HDR-04", "level": "should", "title": "Never run", "chapter": "Object headers", "anchor": "object-headers.html#HDR-04"},
                      {"id": "PERF-02", "level": "may", "title": "Columns", "chapter": "Layout", "anchor": "layout.html#PERF-02"}
                    ]}"""),
            new Reviews(ReportFile.mapper().readTree(
                    """
                            {"VAL-03": "as-before", "VAL-19": "as-before", "HDR-03": "older"}""")));

    private static final StressEvidence.Whole STRESS = new StressEvidence.Whole(
            new StressEvidence("25+1", 2, "2026-01-01T00:00:00Z", 30, 2, 2), Map.of("VAL-19",
                    new StressEvidence.OfClause("pass", List.of("Torn", "Late"), 12_000_000, 0,
                            "2 tests, 12 M samples, no forbidden outcome"),
                    "HDR-03", new StressEvidence.OfClause("fail", List.of("Sized"), 5000, 3,
                            "1 test, 5000 samples, 3 forbidden outcomes")));

    /** 300 passes, a failure, a crash, an unsupported case, and a pass of the failing clause. */
    public static Report withFailures() {
        List<CaseResult> results = new ArrayList<>();
        for (int k = 0; k < 300; k++) {
            results.add(result("val-int-" + k, "VAL-03", "Values", k % 2 == 0 ? "example" : "property", "pass", "",
                    null, null));
        }
        JsonNode expected = ReportFile.mapper()
                .readTree("{\"outcome\": \"ok\", \"value\": {\"size\": 24, \"type\": 5}}");
        JsonNode observed = ReportFile.mapper()
                .readTree("{\"outcome\": \"ok\", \"value\": {\"size\": 32, \"type\": 5}}");
        results.add(result("header-size", "HDR-03", "Object headers", "example", "fail",
                "value.size: expected 24 | observed 32 </script><script>alert(1)</script> ]]> \u0007\u001b[2J\u009b\u202e\uFFFE",
                expected,
                observed));
        results.add(result("header-size-zero", "HDR-03", "Object headers", "negative", "pass", "", null, null));
        results.add(result("val-crash", "VAL-03", "Values", "scenario", "crash", "crash: it ended with status 3", null,
                null));
        results.add(result("layout-soa", "PERF-02", "Layout", "example", "unsupported",
                "layout.soa is not announced", null, null));
        JsonNode impl = ReportFile.mapper().readTree("{\"name\": \"Sample <b>VM</b>\", \"version\": \"1.0\"}");
        RunInfo run = new RunInfo("0.1.0", "0.1", 1, impl, "./sample-agent", "a machine", "42", "1/2",
                List.of("--seed", "42"),
                "2026-01-01T00:00:00Z", 1.5, 303, List.of(),
                List.of(new NextFeature("layout.soa", 12, 2)),
                List.of(new CoreShare("Memory", Set.of("heap.core"), 20, 12, 8, 6)), 2.5, List.of("-k val-*"),
                List.of());
        return Report.of(run, new Accounting(310, 303, 6, 1, 0), results, BOOK,
                SamplePortrait.portrait(), STRESS);
    }

    /** A program that wrote something else than it should. */
    static Report withProgram() {
        JsonNode expected = ReportFile.mapper()
                .readTree("{\"outcome\": \"ok\", \"value\": {\"stdout\": \"1\\n2\\n\"}}");
        JsonNode observed = ReportFile.mapper()
                .readTree("{\"outcome\": \"ok\", \"value\": {\"stdout\": \"1\\n3\\n\"}}");
        CaseResult plain = result("prog-sums-add", "VAL-03", "Values", "program", "fail", "value.stdout: differs",
                expected, observed);
        String sent = "{\"id\":1,\"op\":\"vm.run\",\"assembly\":\"\\n\\n.module \\\"m\\\"\\n  CONST (\\\"</script>\\\")\\n\",\"module\":\""
                + "A".repeat(400) + "\"}";
        CaseResult result = new CaseResult(plain.id(), plain.title(), plain.rules(), plain.chapter(), plain.level(),
                plain.kind(), plain.profile(), plain.suspect(), plain.verdict(), plain.failure(), plain.leftOut(),
                plain.outcomes(),
                plain.detail(), expected, observed,
                0.5, 1, "42", plain.repro(), plain.replay(), null, null, List.of(new Exchange(sent, "{\"id\":1}")), "",
                null);
        RunInfo run = withFailures().run();
        return Report.of(run, new Accounting(1, 1, 0, 0, 0), List.of(result), BOOK, null, null);
    }

    /** Three cases that differ in one member, and one that differs in another. */
    static Report withOneCause() {
        List<CaseResult> results = new ArrayList<>();
        for (String id : List.of("header-a", "header-b", "header-c")) {
            results.add(result(id, "HDR-03", "Object headers", "example", "fail",
                    "step 3, value.size: expected 24, observed 32", null, null));
        }
        results.add(result("header-d", "HDR-03", "Object headers", "example", "fail",
                "value.type: expected 5, observed 6", null, null));
        return Report.of(withFailures().run(), new Accounting(4, 4, 0, 0, 0), results, BOOK, null, null);
    }

    static CaseResult result(String id, String rule, String chapter, String kind, String verdict, String detail,
            @Nullable JsonNode expected, @Nullable JsonNode observed) {
        List<Exchange> transcript = verdict.equals("pass")
                ? List.of()
                : List.of(new Exchange("{\"id\":1,\"op\":\"ping\"}", "{\"id\":1,\"outcome\":\"ok\",\"value\":{}}"),
                        new Exchange("{\"id\":2,\"op\":\"header.unpack\"}", ""));
        return new CaseResult(id, "title of " + id, List.of(rule), chapter, "must", kind, "tagged",
                BOOK.suspect(List.of(rule)), verdict,
                CaseResult.failed(verdict) ? FailureKind.WRONG_RESULT.word() : "", List.of(), null, detail,
                expected, observed, 0.5, 1, "42", "./jet conformance repro " + id,
                CaseResult.failed(verdict) ? ReplayFile.name(id) : "", null, null, transcript, "", null);
    }
}
