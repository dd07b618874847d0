package dev.jetvm.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jetvm.stress.StressReport.CanaryEvidence;
import dev.jetvm.stress.StressReport.ClauseEvidence;
import dev.jetvm.stress.StressReport.TestEvidence;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which verdict a run of the stress tests gives each clause, and its exit status. */
final class StressReportTest {
    private static final CanaryEvidence CAUGHT = new CanaryEvidence("Caught", "1, 1", 1000, 3);
    private static final CanaryEvidence MISSED = new CanaryEvidence("Missed", "1, 1", 1000, 0);

    private static TestEvidence test(String name, String verdict, String... clauses) {
        return new TestEvidence(name, List.of(clauses), verdict, verdict.equals("not-run") ? 0 : 1000, List.of(),
                List.of());
    }

    private static StressReport report(List<TestEvidence> tests, CanaryEvidence... canaries) {
        return StressReport.of("25", 2, "2026-11-29T12:00:00Z", 1, tests, List.of(canaries));
    }

    private static List<String> verdicts(StressReport report) {
        return report.clauses().stream().map(ClauseEvidence::verdict).toList();
    }

    @Test
    void aRunThatPassesIsEvidence() {
        StressReport report = report(List.of(test("A", "pass", "DEQ-03", "SCHED-11")), CAUGHT);
        assertEquals(List.of("pass", "pass"), verdicts(report));
        assertEquals(0, report.exitStatus());
    }

    @Test
    void aMissedCanaryMakesEveryClauseNotRun() {
        StressReport report = report(List.of(test("A", "pass", "DEQ-03", "SCHED-11")), CAUGHT, MISSED);
        assertEquals(List.of("not-run", "not-run"), verdicts(report));
        assertEquals(2, report.exitStatus());
    }

    @Test
    void aTestWithoutSamplesMakesItsClauseNotRun() {
        StressReport report = report(List.of(test("A", "pass", "DEQ-03"), test("B", "not-run", "DEQ-03"),
                test("C", "pass", "SCHED-11")), CAUGHT);
        assertEquals(List.of("not-run", "pass"), verdicts(report));
        assertEquals(2, report.exitStatus());
    }

    @Test
    void aFailureCountsWhateverTheCanariesDid() {
        StressReport report = report(List.of(test("A", "fail", "DEQ-03"), test("B", "not-run", "DEQ-03")), MISSED);
        assertEquals(List.of("fail"), verdicts(report));
        assertEquals(1, report.exitStatus());
    }
}
