package dev.jetvm.reports.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.jetvm.reports.cli.ConformanceCommand;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.model.RuleResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The command as a user starts it, against one agent.
 *
 * @param status exit status
 * @param said what stood on the terminal
 */
record SuiteRun(int status, String said, Report report) {
    private static final long SECONDS = 300;

    /** @param more further options */
    static SuiteRun of(Path agent, Path out, String... more) throws IOException, InterruptedException {
        return of("'" + agent + "'", out, more);
    }

    /** @param agent the command that starts it */
    static SuiteRun of(String agent, Path out, String... more) throws IOException, InterruptedException {
        Path said = out.resolve("said.txt");
        Files.deleteIfExists(out.resolve("report.json"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-jar",
                SampleAgent.ROOT.resolve("reports/target/jet-conformance.jar").toString(), "run", "--impl",
                agent, "--seed", "1", "--format", "json", "--color", "never", "--out", out.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("the suite did not end within %d seconds; it said:%n%s", SECONDS, Files.readString(said));
        }
        String text = Files.readString(said);
        assertThat(out.resolve("report.json")).as("the command said:%n%s", text).exists();
        return new SuiteRun(process.exitValue(), text, ReportFile.read(out.resolve("report.json")));
    }

    /** Checks that each case passed, needs what is not announced, or is about implementations without what is. */
    void requireConforming() {
        assertThat(report.results()).allSatisfy(result -> {
            assertThat(result.verdict()).as("%s: %s", result.id(), result.detail()).isIn("pass", "unsupported",
                    "skipped");
            if (result.verdict().equals("skipped")) {
                assertThat(result.detail()).as(result.id()).startsWith("not applicable: ");
            }
        });
        assertThat(report.accounting().filtered()).isZero();
    }

    /** Runs an agent on one case with all its repetitions, inside this process. The agent fails it. @param folder of the report */
    static CaseResult failed(String agent, String folder, String id) throws IOException {
        SuiteRun run = inside(agent, SampleAgent.folder(folder), "-k", id, "--effort", "1");
        assertThat(run.status()).as(folder).isEqualTo(1);
        return run.report().results().stream().filter(result -> result.id().equals(id)).findFirst().orElseThrow();
    }

    /**
     * The same inside this process, which need not be started and warmed up for each of many agents.
     *
     * @param impl the command of the agent
     */
    static SuiteRun inside(String impl, Path out, String... more) throws IOException {
        Files.deleteIfExists(out.resolve("report.json"));
        List<String> arguments = new ArrayList<>(List.of("run", "--impl", impl, "--seed", "1", "--format", "json",
                "--color", "never", "--out", out.toString()));
        arguments.addAll(List.of(more));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = execute(said, arguments.toArray(String[]::new));
        return new SuiteRun(status, said.toString(StandardCharsets.UTF_8),
                ReportFile.read(out.resolve("report.json")));
    }

    /** What a command says inside this process, whatever its status. */
    static String said(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        execute(said, arguments);
        return said.toString(StandardCharsets.UTF_8);
    }

    private static int execute(ByteArrayOutputStream said, String... arguments) {
        PrintStream output = System.out;
        PrintStream errors = System.err;
        PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        try {
            return ConformanceCommand.execute(arguments);
        } finally {
            System.setOut(output);
            System.setErr(errors);
        }
    }

    /** Clauses that the report calls violated. */
    Set<String> violated() {
        return report.rules().stream().filter(rule -> rule.status().equals("fail")).map(RuleResult::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Clauses that the terminal names as violated. */
    Set<String> named() {
        return said.lines().filter(line -> line.startsWith("Clauses violated: "))
                .flatMap(line -> List.of(line.substring("Clauses violated: ".length()).split(" ")).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
