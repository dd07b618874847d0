package dev.jetvm.reports.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.reports.model.CaseResult;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The suite finds by contents alone what is wrong with a collector of which it knows nothing. The heap of the sample
 * agent in C announces {@code heap.core}, {@code heap.pin} and {@code gc.collect} only: no counter, no address but that
 * of a pinned object, no weak reference. It passes, and each of its wrong forms fails a case of the clause that it violates.
 */
final class CHeapIT {
    private static final String HEAP = "gc-*,heap-*,prop-heap-*";
    private static final String CONTENTS = "gc-contents-*,heap-contents-*";

    /** With the sanitizers: an access outside of its memory would end the process. */
    @Test
    void theHeapPassesWhatItAnnounces() throws IOException, InterruptedException {
        SuiteRun run = SuiteRun.inside("'" + SampleAgent.buildSanitized() + "'", SampleAgent.folder("heap"), "-k", HEAP,
                "--validate");
        assertThat(run.status()).as(run.said()).isZero();
        assertThat(run.report().results()).extracting(CaseResult::verdict).containsOnly("pass", "unsupported");
        assertThat(run.report().results()).filteredOn(result -> result.id().contains("-contents-"))
                .extracting(CaseResult::verdict).as("none needs more than contents and pins").hasSizeGreaterThan(20)
                .containsOnly("pass");
    }

    /**
     * The faults are those of {@code wrong.h}; {@code README.adoc} of the agent says in words what each does. The case is the
     * failure that the terminal shows first.
     */
    @ParameterizedTest(name = "{0}")
    @WrongVariants({
            "survivors-not-moved, GC-01, gc-contents-root",
            "roots-not-forwarded, GC-29, gc-contents-root",
            "slots-not-forwarded, GC-29, gc-contents-slot",
            "second-reference-stale, GC-29, gc-contents-handle-and-slot",
            "leaf-copied-twice, GC-01, gc-contents-two-references",
            "last-slot-not-scanned, GC-01, gc-contents-every-slot",
            "data-taken-for-reference, BAR-02, gc-contents-like-references",
            "promotion-zeroes, GC-01, gc-contents-root",
            "promotion-copies-short, GC-01, gc-contents-root",
            "no-barrier, BAR-08, gc-contents-old-to-young",
            "remembered-once, BAR-08, gc-contents-old-to-young-again",
            "mark-never-cleared, GC-08, gc-contents-traced-again",
            "cycle-leaks, GC-02, gc-contents-cycles",
            "large-freed, GC-01, gc-contents-large",
            "large-not-scanned, GC-01, gc-contents-large-slots",
            "free-list-takes-live, GC-01, gc-contents-between-dead",
            "objects-overlap, HEAP-25, heap-contents-odd-sizes",
            "memory-not-cleared, HEAP-27, heap-contents-fresh-large",
            "root-again-lost, HEAP-32, heap-contents-handle-again",
            "moves-while-pinned, GC-04, gc-contents-pinned",
            "pin-forgotten, GC-04, gc-contents-pinned-to-the-last-collection",
            "pinned-overwritten, GC-04, gc-contents-pinned-slot",
            "pinned-not-scanned, GC-29, gc-contents-pinned-slot",
            "pin-keeps-alive, GC-04, gc-contents-pinned-and-dropped",
            "unpin-keeps-the-pin, GC-04, gc-contents-pinned-again"})
    void aWrongHeapFailsTheClauseThatItViolates(String fault, String clause, String named)
            throws IOException, InterruptedException {
        SuiteRun run = SuiteRun.inside("'" + wrong() + "' --wrong " + fault, SampleAgent.folder("heap-" + fault), "-k",
                CONTENTS);
        assertThat(run.status()).as(run.said()).isEqualTo(1);
        assertThat(run.report().results()).filteredOn(result -> result.id().equals(named)).singleElement()
                .satisfies(result -> {
                    assertThat(result.verdict()).isEqualTo("fail");
                    assertThat(result.failure()).isEqualTo("wrong-result");
                    assertThat(result.rules()).contains(clause);
                });
        assertThat(run.named()).contains(clause);
        assertThat(run.said().lines().filter(line -> line.startsWith("fail") || line.startsWith("crash")).findFirst())
                .as(run.said()).get().asString().startsWith("fail (wrong result)  " + named + "  ");
    }

    private static Path wrong() throws IOException, InterruptedException {
        return SampleAgent.buildOnce("heap-wrong", "WRONG");
    }
}
