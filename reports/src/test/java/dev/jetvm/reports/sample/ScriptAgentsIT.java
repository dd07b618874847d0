package dev.jetvm.reports.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.reports.cli.ConformanceCommand;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two further implementations that share no code with the reference pass all that they announce: a bytecode machine in
 * JavaScript with half of the instructions, and values and images in Python. A fault in one place of the machine is
 * caught by a case of the clause that it violates.
 */
final class ScriptAgentsIT {

    @Test
    void theMachineInJavaScriptConformsInAllThatItAnnounces() throws IOException, InterruptedException {
        Report report = conforms(machine(), "javascript");
        assertThat(report.count("pass")).as("cases passed").isGreaterThan(700);
    }

    @Test
    void theAgentInPythonConformsInAllThatItAnnounces() throws IOException, InterruptedException {
        Report report = conforms(SampleAgent.script("python3", "JET_NO_PYTHON", "python/agent.py"), "python");
        assertThat(report.count("pass")).as("cases passed").isGreaterThan(1500);
    }

    private static Report conforms(String agent, String name) throws IOException, InterruptedException {
        SuiteRun run = SuiteRun.of(agent, SampleAgent.folder(name), "--validate");
        assertThat(run.status()).as(run.said()).isZero();
        assertThat(run.report().results()).allSatisfy(result -> assertThat(result.verdict())
                .as("%s: %s", result.id(), result.detail()).isIn("pass", "unsupported"));
        assertThat(run.report().accounting().filtered() + run.report().accounting().skipped()).isZero();
        return run.report();
    }

    /** Each runs only the case that is to catch it: the machine as it should be passes that, as the test above shows. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
            "overflow-at-64-bits, ISA-12, prog-arithmetic-add-int-overflow",
            "ints-are-doubles, ISA-13, prog-arithmetic-multiply-int-overflow",
            "minus-zero-lost, ISA-15, prog-arithmetic-negate",
            "remainder-of-the-divisor, ISA-14, prog-arithmetic-mod-signs",
            "division-rounds-down, ISA-13, prog-arithmetic-divide-ints",
            "nan-is-greater, ISA-19, prog-comparison-order-of-floats",
            "int-rounded-to-compare, ISA-18, prog-comparison-equal-int-and-float64",
            "strings-by-utf16, ISA-44, prog-comparison-compare-strings-by-scalar-value",
            "floats-as-javascript, ISA-25, prog-constants-float64-limits",
            "and-or-give-bools, ISA-17, prog-logic-and-yields-the-deciding-operand",
            "jump-from-the-instruction, ISA-20, prog-jumps-jump-goes-forward",
            "arguments-reversed, ISA-23, prog-variables-arguments-in-order",
            "globals-defined-late, ISA-10, prog-variables-define-and-get-global",
            "set-global-defines, ISA-09, prog-variables-set-global-undefined",
            "constant-index-of-8-bits, ISA-04, prog-constants-many-constants",
            "recursion-without-limit, INTERP-06, prog-calls-endless-recursion-stack-overflow",
            "slots-not-cleared, INTERP-05, prog-variables-locals-begin-as-nil",
            "tail-call-keeps-the-frame, ISA-39, prog-calls-tail-calls-need-no-frames",
            "trace-one-instruction-late, DBG-04, prog-calls-line-of-a-call-before-another-line-type"
    })
    void aFaultOfTheMachineIsCaughtByACaseOfItsClause(String variant, String clause, String caught)
            throws IOException, InterruptedException {
        Path out = SampleAgent.folder("javascript-" + variant);
        int status = ConformanceCommand.execute("run", "--impl", machine("--wrong", variant), "-k", caught, "--seed",
                "1", "--format", "json", "--color", "never", "--out", out.toString());
        assertThat(status).as(variant).isEqualTo(1);
        List<CaseResult> results = ReportFile.read(out.resolve("report.json")).results().stream()
                .filter(result -> result.id().equals(caught)).toList();
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.verdict()).as(result.detail()).isEqualTo("fail");
            assertThat(result.rules()).contains(clause);
        });
    }

    private static String machine(String... arguments) throws IOException, InterruptedException {
        return SampleAgent.script("node", "JET_NO_NODE", "javascript/agent.js", arguments);
    }
}
