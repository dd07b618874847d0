package dev.jetvm.reports.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.RuleResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The programs of the implementer's guide. Each passes what it announces; a collector and a machine with one place
 * wrong fail a case of the clause that they violate, by a wrong result and not by something that they lack.
 */
final class GuideAgentsIT {
    /** Many budgets of an answer: the longest case lists a million objects, in Python, on a busy machine. */
    private static final String PATIENCE = "20";

    /** The numbers are lower bounds: a step that runs fewer cases no longer shows what the guide says. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"agent, 55", "text, 160", "heap, 85", "collector, 140", "weak, 150", "machine, 380", "handles, 140",
            "proxy, 140", "own_header, 150", "own_times, 150", "typed_fields, 140"})
    void aStepPassesWhatItAnnounces(String step, int least) throws IOException, InterruptedException {
        SuiteRun run = SuiteRun.inside(python(step + ".py"), SampleAgent.folder("guide-" + step), "--time-scale",
                PATIENCE);
        run.requireConforming();
        assertThat(run.status()).as(run.said()).isZero();
        assertThat(run.report().count("pass")).as("cases passed").isGreaterThan(least);
    }

    /** The collector announces nothing that would show pins, weak references, spaces, lines, or that anything is reclaimed. */
    @Test
    void aClauseIsNotShownWhoseObservationIsLeftOut() throws IOException, InterruptedException {
        List<String> unseen = List.of("BAR-10", "GC-02", "GC-03", "GC-04", "GC-07", "GC-10", "GC-30", "HDR-14",
                "HEAP-01",
                "HEAP-08", "HEAP-09", "HEAP-11", "HEAP-12", "HEAP-14", "HEAP-30");
        SuiteRun run = SuiteRun.inside(python("collector.py"), SampleAgent.folder("guide-unseen"), "--rule",
                String.join(",", unseen), "--time-scale", PATIENCE);
        assertThat(run.status()).as(run.said()).isZero();
        assertThat(run.report().rules()).filteredOn(rule -> unseen.contains(rule.id())).hasSize(unseen.size())
                .extracting(RuleResult::status).doesNotContain("pass", "fail");
        assertThat(run.report().results()).filteredOn(result -> result.id().equals("gc-contents-cycles"))
                .singleElement().satisfies(result -> assertThat(result.verdict()).isEqualTo("pass"));

        SuiteRun wrong = SuiteRun.inside(wrong("second-reference-forgotten"), SampleAgent.folder("guide-accused"), "-k",
                "gc-*,heap-*,prop-heap-*", "--effort", "0.05", "--time-scale", PATIENCE);
        assertThat(wrong.named()).contains("GC-01").doesNotContainAnyElementsOf(unseen);
        assertThat(wrong.said().lines().filter(line -> line.startsWith("fail")).findFirst()).get().asString()
                .startsWith("fail (wrong result)  gc-contents-every-slot  ");
    }

    /** Each runs only the case that is to catch it, which the step without the fault passes: see above. */
    @ParameterizedTest(name = "{0}")
    @WrongVariants({
            "second-reference-forgotten, GC-01, gc-contents-every-slot",
            "handles-not-forwarded, HEAP-32, heap-contents-handle-again",
            "slots-not-forwarded, GC-08, gc-contents-traced-again",
            "copied-twice, GC-29, gc-contents-two-references",
            "bytes-not-copied, GC-01, gc-contents-bytes-8",
            "large-not-copied, GC-01, gc-contents-large",
            "weak-not-cleared, HDR-14, gc-weak-minor",
            "size-of-16-bits, GC-01, gc-contents-large",
            "collection-not-awaited, HDR-14, gc-weak-minor",
            "bytes-beside-the-range, HEAP-36, heap-contents-part-written",
            "overflow-at-64-bits, ISA-12, prog-arithmetic-add-int-overflow",
            "division-rounds-down, ISA-13, prog-arithmetic-divide-ints",
            "minus-zero-lost, ISA-15, prog-arithmetic-negate",
            "operands-swapped, ISA-13, prog-arithmetic-subtract",
            "arguments-reversed, ISA-23, prog-variables-arguments-in-order",
            "constant-index-of-8-bits, ISA-04, prog-constants-many-constants"
    })
    void aWrongStepFailsACaseOfTheClauseThatItViolates(String variant, String clause, String caught)
            throws IOException, InterruptedException {
        SuiteRun run = SuiteRun.inside(wrong(variant), SampleAgent.folder("guide-" + variant), "-k", caught,
                "--time-scale", PATIENCE);
        assertThat(run.status()).as(run.said()).isEqualTo(1);
        assertThat(run.report().results()).filteredOn(result -> result.id().equals(caught)).singleElement()
                .satisfies(result -> {
                    assertThat(result.failure()).as(result.detail()).isEqualTo("wrong-result");
                    assertThat(result.rules()).contains(clause);
                });
    }

    /** The runtime behind the proxy ends in one case; the proxy ends too, is started again, and goes on. */
    @Test
    void theDeathOfARuntimeBehindAProxyIsACrashOfOneCase() throws IOException, InterruptedException {
        SuiteRun run = SuiteRun.inside(python("proxy.py", '"' + wrong("dies-when-full") + '"'),
                SampleAgent.folder("guide-dies"), "-k", "gc-contents-*,heap-contents-*", "--time-scale", PATIENCE);
        assertThat(run.status()).as(run.said()).isEqualTo(1);
        List<CaseResult> crashed = run.report().results().stream().filter(CaseResult::failed).toList();
        assertThat(crashed).isNotEmpty().allSatisfy(result -> {
            assertThat(result.verdict()).as(result.id()).isEqualTo("crash");
            assertThat(result.stderrTail()).contains("the runtime ended with status 3");
        });
        assertThat(run.report().count("pass")).as("cases after a crash").isGreaterThan(10);
    }

    private static String wrong(String variant) throws IOException, InterruptedException {
        return python("wrong.py", variant);
    }

    private static String python(String file, String... arguments) throws IOException, InterruptedException {
        return SampleAgent.script("python3", "JET_NO_PYTHON", Path.of("guide", file).toString(), arguments);
    }
}
