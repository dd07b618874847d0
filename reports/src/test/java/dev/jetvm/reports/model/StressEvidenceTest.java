package dev.jetvm.reports.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetvm.reports.model.StressEvidence.OfClause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StressEvidenceTest {
    private static final String FILE = """
            {"format": "jet-stress/1", "java": "25", "processors": 2, "started": "2026-01-01T00:00:00Z", "seconds": 9.5,
             "tests": [
              {"name": "One", "clauses": ["GC-10", "HDR-07"], "verdict": "pass", "samples": 9000000,
               "outcomes": [{"outcome": "1", "expected": "ACCEPTABLE", "count": 8999999},
                            {"outcome": "2", "expected": "ACCEPTABLE_INTERESTING", "count": 1}], "messages": []},
              {"name": "Two", "clauses": ["HDR-07"], "verdict": "fail", "samples": 4000000,
               "outcomes": [{"outcome": "1", "expected": "ACCEPTABLE", "count": 3988000},
                            {"outcome": "0", "expected": "FORBIDDEN", "count": 12000}], "messages": []},
              {"name": "Three", "clauses": ["BAR-03"], "verdict": "not-run", "samples": 0, "outcomes": [], "messages": []}],
             "canaries": [{"name": "Wrong", "fault": "1", "samples": 10, "caught": 3},
                          {"name": "Quiet", "fault": "1", "samples": 10, "caught": 0}],
             "clauses": [{"id": "GC-10", "verdict": "pass", "tests": ["One"]},
                         {"id": "HDR-07", "verdict": "fail", "tests": ["One", "Two"]},
                         {"id": "BAR-03", "verdict": "not-run", "tests": ["Three"]}], "complete": true}""";

    @TempDir
    Path folder = Path.of("");

    private StressEvidence.Whole read(String text) throws IOException {
        return StressEvidence.read(Files.writeString(folder.resolve("stress.json"), text));
    }

    @Test
    void aClauseHasTheSumOfItsTests() throws IOException {
        StressEvidence.Whole whole = read(FILE);
        assertThat(whole.run()).isEqualTo(new StressEvidence("25", 2, "2026-01-01T00:00:00Z", 9.5, 2, 1));
        assertThat(whole.clauses()).containsOnlyKeys("BAR-03", "GC-10", "HDR-07")
                .containsEntry("GC-10", new OfClause("pass", List.of("One"), 9_000_000, 0,
                        "1 test, 9.0 M samples, no forbidden outcome"))
                .containsEntry("HDR-07", new OfClause("fail", List.of("One", "Two"), 13_000_000, 12_000,
                        "2 tests, 13 M samples, 12 k forbidden outcomes"))
                .containsEntry("BAR-03", new OfClause("not-run", List.of("Three"), 0, 0, "did not run: Three"));
    }

    @Test
    void withACanaryMissedItShowsNothing() throws IOException {
        String missed = FILE.replace("\"id\": \"GC-10\", \"verdict\": \"pass\"",
                "\"id\": \"GC-10\", \"verdict\": \"not-run\"");
        assertThat(read(missed).clauses().get("GC-10")).isEqualTo(new OfClause("not-run", List.of("One"), 9_000_000, 0,
                "1 test, 9.0 M samples, but a canary was not caught: it shows nothing"));
    }

    @Test
    void aVerdictThatIsNoneIsNoPass() throws IOException {
        String odd = FILE.replace("\"GC-10\", \"verdict\": \"pass\"", "\"GC-10\", \"verdict\": \"great\"");
        assertThat(read(odd).clauses()).hasEntrySatisfying("GC-10",
                clause -> assertThat(clause.verdict()).isEqualTo("not-run"));
    }

    @Test
    void aFileThatIsNotWholeIsRefused() {
        assertThatThrownBy(() -> read(FILE.replace("\"complete\": true", "\"complete\": false")))
                .hasMessageContaining("not complete");
        assertThatThrownBy(() -> read(FILE.substring(0, 300))).isInstanceOf(ReportFile.UnreadableReport.class);
        assertThatThrownBy(() -> read("{\"format\": \"jet-report/1\", \"complete\": true}"))
                .hasMessageContaining("no file of format jet-stress/1");
        assertThatThrownBy(() -> StressEvidence.read(folder.resolve("nothing.json"))).hasMessageContaining("does not");
    }
}
