package dev.jetvm.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of the suite against machines that are not finished: the packaged reference, which announces and serves
 * only some features. What they have is tested, and nothing fails for what they lack.
 */
final class UnfinishedMachineIT {
    private static final String SEVEN = "vm.run,vm.constants,vm.variables,vm.stack,vm.arithmetic,vm.comparison,"
            + "vm.jumps,vm.calls";

    @Test
    void sevenFamiliesRunHundredsOfProgramsWithoutText(@TempDir Path folder) throws IOException, InterruptedException {
        Map<String, List<CaseResult>> verdicts = run(folder, SEVEN);

        assertThat(verdicts).containsOnlyKeys("pass", "unsupported", "skipped");
        assertThat(verdicts.get("pass")).hasSizeGreaterThan(300);
        assertThat(verdicts.get("unsupported")).hasSizeGreaterThan(1500);
        assertThat(verdicts.get("pass")).extracting(CaseResult::id).contains("prog-features-logic-unsupported",
                "prog-features-closures-unsupported", "prog-features-tasks-unsupported",
                "prop-program-int-arithmetic", "prop-program-mixed-order");
        assertThat(verdicts.get("skipped")).extracting(CaseResult::id).contains("prog-features-arithmetic-unsupported",
                "prog-features-calls-unsupported.bin").doesNotContain("prog-features-logic-unsupported");
        assertThat(verdicts.get("skipped"))
                .filteredOn(result -> result.id().equals("prog-features-tasks-unsupported.bin"))
                .extracting(CaseResult::detail).as("the same request as that of the program").containsExactly(
                        "not applicable: without vm.counters and vm.text it is a repetition of another case");
    }

    @Test
    void eachFurtherFeatureBringsPrograms(@TempDir Path folder) throws IOException, InterruptedException {
        Map<String, List<CaseResult>> verdicts = run(folder, SEVEN + ",vm.aggregates,vm.short,vm.logic,vm.natives");

        assertThat(verdicts).containsOnlyKeys("pass", "unsupported", "skipped");
        assertThat(verdicts.get("pass")).hasSizeGreaterThan(700);
    }

    /** Sizes, spaces, forms and costs describe an implementation: one that announces none of them need not tell them. */
    @Test
    void whatDescribesTheImplementationIsComparedOnlyWhereItIsAnnounced(@TempDir Path folder)
            throws IOException, InterruptedException {
        Map<String, List<CaseResult>> verdicts = run(folder, "heap.core,gc.collect,value.arithmetic,value.storage,"
                + "value.floats,value.wrapping,value.kinds,string.forms,string.heap,string.concat,string.cut,"
                + "string.interning,string.order,string.hashes,array.heap,array.ranges,slice.heap,list.heap,"
                + "type.registry,type.dispatch,struct.heap", "*");

        assertThat(verdicts.keySet()).isSubsetOf("pass", "unsupported", "skipped");
        assertThat(verdicts.get("pass")).hasSizeGreaterThan(800);
        assertThat(verdicts.get("pass")).flatExtracting(CaseResult::leftOut).contains("heap.sizes", "heap.policy",
                "value.allocations", "string.inspect", "list.capacity");
        assertThat(verdicts.get("unsupported")).extracting(CaseResult::id).contains("val-nothing-allocated-int");
    }

    /** Cases that expect {@code unsupported} are about machines without the feature: one that announces it skips them. */
    @Test
    void whatIsAboutMachinesWithoutTasksIsNotAskedOfOneWithTasks(@TempDir Path folder) throws IOException {
        String cases = "vm-run-spawn-unsupported,vm-run-call-foreign-unsupported,prog-features-tasks-unsupported*,"
                + "prog-features-logic-unsupported";
        Command.Result result = Command.run("--impl", Command.faulty("has-tasks"), "-k", cases, "--out",
                folder.toString());

        assertThat(result.status()).as(result.out() + result.err()).isZero();
        Report report = ReportFile.read(folder.resolve("report.json"));
        Map<String, List<CaseResult>> verdicts = report.results().stream()
                .collect(Collectors.groupingBy(CaseResult::verdict));
        assertThat(verdicts.get("skipped")).extracting(CaseResult::id).containsExactlyInAnyOrder(
                "vm-run-spawn-unsupported", "prog-features-tasks-unsupported", "prog-features-tasks-unsupported.bin",
                "prog-features-logic-unsupported");
        assertThat(verdicts.get("skipped")).extracting(CaseResult::detail)
                .containsOnly("not applicable: about implementations without vm.tasks",
                        "not applicable: about implementations without vm.logic");
        assertThat(verdicts.get("pass")).extracting(CaseResult::id)
                .containsExactlyInAnyOrder("vm-run-call-foreign-unsupported");
        assertThat(report.accounting().skipped()).isEqualTo(4);
        assertThat(report.accounting().balanced()).isTrue();
    }

    private static Map<String, List<CaseResult>> run(Path folder, String features)
            throws IOException, InterruptedException {
        return run(folder, features, "prog-*,prop-*");
    }

    private static Map<String, List<CaseResult>> run(Path folder, String features, String cases)
            throws IOException, InterruptedException {
        String agent = String.join(" ", AgentSettings.reference()) + " --features " + features;
        Path output = folder.resolve("output.txt");
        Process process = Command
                .builder("--seed", "7", "--impl", agent, "-k", cases, "--out", folder.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        Report report = ReportFile.read(folder.resolve("report.json"));
        return report.results().stream().collect(Collectors.groupingBy(CaseResult::verdict));
    }
}
