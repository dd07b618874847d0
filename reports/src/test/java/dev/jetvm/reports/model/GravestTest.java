package dev.jetvm.reports.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.session.CaseRun.Exchange;
import dev.jetvm.conformance.session.FailureKind;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which failure is shown first. */
class GravestTest {
    private static final CaseResult ROOT = failure("gc-contents-root", 7, 5, "example", "GC-01", "GC-29");
    private static final CaseResult BYTES = failure("gc-contents-bytes-1", 8, 4, "example", "GC-01");
    private static final CaseResult BARRIER = failure("gc-contents-old-to-young", 9, 3, "example", "BAR-08");
    private static final CaseResult SAME = failure("heap-same", 1, 7, "example", "HEAP-32");
    private static final CaseResult MILLION = failure("gc-million", 2, 3, "example", "GC-16");
    private static final CaseResult OLD = failure("gc-old-to-young-minor", 0, 2, "example", "BAR-08");
    private static final CaseResult GRAPH = failure("prop-heap-same", 3, 1, "property", "GC-07");
    private static final CaseResult WRITES = failure("prop-heap-graph", 4, 1, "property", "BAR-08", "GC-01");

    @Test
    void casesAboutContentsComeFirstInTheOrderOfTheirFilesAndBarriersBehindWhatNeedsNone() {
        List<CaseResult> mixed = List.of(WRITES, OLD, GRAPH, BARRIER, SAME, BYTES, MILLION, ROOT);

        assertThat(Gravest.order(mixed)).containsExactly(ROOT, BYTES, BARRIER, MILLION, SAME, GRAPH, OLD, WRITES);
    }

    @Test
    void aGraverKindComesBeforeASimplerCase() {
        CaseResult counter = result("gc-contents-first", 0, 1, "example", FailureKind.COUNTER, "GC-02");

        assertThat(Gravest.order(List.of(counter, MILLION))).containsExactly(MILLION, counter);
    }

    @Test
    void ofEachClauseTheFirstIsShown() {
        assertThat(Gravest.onePerClause(List.of(WRITES, OLD, BYTES, ROOT), 10)).containsExactly(ROOT, OLD);
    }

    @Test
    void aReportWithoutPlacesIsOrderedByTheNumberOfRequests() {
        CaseResult longer = failure("gc-contents-root", null, 5, "example", "GC-01");
        CaseResult shorter = failure("gc-contents-slot", null, 4, "example", "GC-01");

        assertThat(Gravest.order(List.of(longer, shorter))).containsExactly(shorter, longer);
    }

    private static CaseResult failure(String id, @Nullable Integer place, int requests, String kind, String... rules) {
        return result(id, place, requests, kind, FailureKind.WRONG_RESULT, rules);
    }

    private static CaseResult result(String id, @Nullable Integer place, int requests, String kind, FailureKind failure,
            String... rules) {
        return new CaseResult(id, "a title", List.of(rules), "A chapter", "must", kind, "tagged", List.of(), "fail",
                failure.word(), List.of(), null, "", null, null, 1, 1, "1", "", "", null, null,
                Collections.nCopies(requests, new Exchange("{}", "{}")), "", place);
    }
}
