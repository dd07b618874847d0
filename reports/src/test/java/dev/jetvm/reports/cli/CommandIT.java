package dev.jetvm.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.model.RuleResult;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What users meet: exit statuses, messages, files.
 *
 * @spec CONF-21
 */
final class CommandIT {
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    @TempDir
    Path folder = Path.of("");

    private static Command.Result run(String... arguments) {
        return Command.run(arguments);
    }

    private Report report() {
        return ReportFile.read(folder.resolve("report.json"));
    }

    @Test
    void aWrongAnswerIsExplained() throws Exception {
        Command.Result result = run("--impl", Command.faulty("wrong-hash"), "--rule", "STR-04", "-j", "1", "--out",
                folder.toString());
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("0x811C9DC5", "0x811C9DC4", "STR-04", "repro", "Clauses violated: ");
        CaseResult failure = report().failures().getFirst();
        assertThat(failure.transcript()).isNotEmpty();
        assertThat(failure.expected()).isNotNull();
        assertThat(failure.observed()).isNotNull();
        assertThat(failure.repro()).contains("--impl", "--seed");
    }

    @Test
    void theViolatedClausesAreNamedAndNoOthers() throws Exception {
        run("--impl", Command.faulty("nil-is-zero"), "--rule", "VAL-06,VAL-07,STRUCT-05", "-k", "*", "-j", "1", "--out",
                folder.toString());
        assertThat(report().rules()).filteredOn(rule -> rule.status().equals("fail")).extracting(RuleResult::id)
                .contains("VAL-07").doesNotContain("STRUCT-05");
    }

    @Test
    void unsupportedAfterAnnouncingIsAFailure() throws Exception {
        Command.Result result = run("--impl", Command.faulty("lies"), "--rule", "STR-04", "-j", "1", "--out",
                folder.toString());
        assertThat(result.status()).isEqualTo(1);
        assertThat(report().failures()).anyMatch(each -> each.detail().contains("announced"));
    }

    @Test
    void aDyingAgentEndsItsOwnCaseOnly() throws Exception {
        Command.Result result = run("--impl", Command.faulty("dies"), "-k", "soa-point,soa-one,struct-empty", "-j", "1",
                "--out", folder.toString());
        assertThat(result.status()).isEqualTo(1);
        assertThat(report().results()).extracting(CaseResult::id, CaseResult::verdict).contains(
                org.assertj.core.groups.Tuple.tuple("soa-one", "crash"),
                org.assertj.core.groups.Tuple.tuple("struct-empty", "pass"));
    }

    @Test
    void anAgentThatDoesNotStartIsStatusThree() throws Exception {
        Command.Result result = run("--impl", "/no/such/agent", "--out", folder.toString());
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("/no/such/agent").contains("doctor").doesNotContain("\tat ");
    }

    @Test
    void usageErrorsAreStatusSixtyFour() throws Exception {
        assertThat(run("--rule", "HDR-3").err()).contains("there is no clause HDR-3", "did you mean", "HDR-03");
        for (List<String> wrong : List.of(List.of("--bogus"), List.of("--rule", "NO-01"),
                List.of("show", "val-int-onee"),
                List.of("explain", "XYZ-99"), List.of("--shard", "3/2"), List.of("--sample", "0%"),
                List.of("--impl", "'open"),
                List.of("--out", "/proc/nowhere"), List.of("--expect", "/no/such/file"), List.of("--update-expect"),
                List.of("diff", "/no/a.json", "/no/b.json"), List.of("-j", "0"), List.of("--time-scale", "0"))) {
            Command.Result result = run(wrong.toArray(String[]::new));
            assertThat(result.status()).as("%s: %s", wrong, result.err()).isEqualTo(64);
            assertThat(result.err()).as("%s", wrong).startsWith("jet conformance: ").doesNotContain("\tat ");
        }
    }

    @Test
    void knownFailuresAreAcceptedAndUnexpectedPassesAreNot() throws Exception {
        Path known = folder.resolve("known.txt");
        String[] arguments = {"--impl", Command.faulty("wrong-hash"), "--rule", "STR-04", "-j", "1", "--out",
                folder.toString(), "--expect", known.toString(), "--seed", "5"};
        String[] update = Arrays.copyOf(arguments, arguments.length + 1);
        update[arguments.length] = "--update-expect";
        run(update);
        assertThat(known).content().contains(" fail ");
        assertThat(run(arguments).status()).isZero();

        Files.writeString(known, Files.readString(known) + "soa-point fail a-reason\nno-such-case fail a-reason\n");
        arguments[3] = "STR-04,PERF-02";
        Command.Result result = run(arguments);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("soa-point passes", "no-such-case").contains("no such case");
    }

    @Test
    void expectedFailuresAreSaidToBeExpected() throws Exception {
        Path known = folder.resolve("known.txt");
        String[] all = {"--impl", Command.faulty("wrong-hash"), "--rule", "STR-04", "-j", "1", "--out",
                folder.toString(), "--seed", "5", "--expect", known.toString(), "--update-expect"};
        Command.Result result = run(all);
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).contains(" as expected)", "Clauses violated by expected failures only: ",
                "in the file of --expect.").doesNotContain("FAIL ", "Clauses violated: ");
        assertThat(report().run().expected()).isNotEmpty();
        assertThat(folder.resolve("summary.md")).content().contains("| wrong result (expected) |");
    }

    @Test
    void aRunWithoutACaseIsInconclusive() throws Exception {
        Command.Result result = run("--impl", Command.faulty("no-heap"), "-k", "heap-census", "--out",
                folder.toString());
        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("No case was run, so nothing was shown: the result is inconclusive.",
                ", 0 cases a second");
        assertThat(report().run().executions()).isZero();
        assertThat(folder.resolve("badge.json")).content().contains("no case was run").doesNotContain("green");
        assertThat(folder.resolve("summary.md")).content().startsWith("# Jet conformance: no case was run");
    }

    @Test
    void aFilteredRunIsSaidToBeOne() throws Exception {
        Command.Result result = run("-k", "soa-*", "--shard", "1/2", "--out", folder.toString());
        assertThat(result.err()).contains("A part of the suite, filtered by -k soa-* --shard 1/2: ")
                .doesNotContain(" % of ");
        assertThat(report().run().filters()).containsExactly("-k soa-* --shard 1/2");
        assertThat(folder.resolve("badge.json")).content().contains(" cases of a filtered run").contains("blue");
        assertThat(folder.resolve("summary.md")).content().contains(" cases of a filtered run", "filtered by -k soa-");
    }

    @Test
    void aFailureAtTimesIsCountedAndNotLaidToTheCasesBefore() throws Exception {
        run("--impl", Command.faulty("wrong-at-times"), "-k", "string-hash-empty,soa-point", "--repeat", "8", "-j",
                "1", "--out", folder.toString());
        assertThat(report().failures()).singleElement()
                .satisfies(failure -> assertThat(failure.detail()).startsWith("failed 3 of 8 times; ")
                        .doesNotContain("left over", "alone"));
    }

    @Test
    void theDoctorShowsTheLastWordsOfAnAgent() throws Exception {
        Command.Result start = run("doctor", "--impl", "sh -c 'echo \"\u001b[2Jno library\" >&2; exit 7'");
        assertThat(start.status()).isEqualTo(3);
        assertThat(start.out()).contains("ended with status 7\n      standard error: \\u001b[2Jno library\n");
        assertThat(run("doctor", "--impl", Command.faulty("dies")).out()).contains("[no]  layout.soa",
                "      standard error: soa: \\u001b[2Jno room");
    }

    @Test
    void aLoggingFacadeOfALibraryIsSilent() throws Exception {
        Command.Result result = Command.within("true", List.of(), "-k", "soa-point", "--validate", "--out",
                folder.toString());
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).doesNotContain("SLF4J");
    }

    @Test
    void theFirstFailureStopsTheRun() throws Exception {
        run("-x", "--impl", Command.faulty("wrong-hash"), "--rule", "STR-04,PERF-02", "-j", "1", "--out",
                folder.toString());
        assertThat(report().failures()).hasSize(1);
        assertThat(report().accounting().skipped()).isPositive();
        assertThat(report().accounting().balanced()).isTrue();
    }

    @Test
    void shardsPartitionTheSuite() throws Exception {
        int sum = 0;
        for (int shard = 1; shard <= 3; shard++) {
            String out = run("--dry-run", "--shard", shard + "/3", "--rule", "HDR").out();
            sum += Integer.parseInt(out.lines().reduce((a, b) -> b).orElseThrow().split(" ")[0]);
        }
        String all = run("--dry-run", "--rule", "HDR").out().lines().reduce((a, b) -> b).orElseThrow();
        assertThat(all).startsWith(sum + " of ");
    }

    @Test
    void aSampleIsSaidToBeOneAndIsRepeatedByItsSeed() throws Exception {
        String[] sample = {"--dry-run", "--rule", "HDR", "--sample", "1/4", "--seed", "9"};
        String chosen = run(sample).out();
        assertThat(chosen).endsWith(" cases would run, a sample of 1/4, seed 9\n").isEqualTo(run(sample).out());
        Command.Result result = run("--rule", "HDR", "--sample", "1/4", "--seed", "9", "--out", folder.toString());
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).contains("seed 9, a sample of 1/4, the bundled reference", "--sample 1/4 --seed 9");
        assertThat(report().run().sample()).isEqualTo("1/4");
        assertThat(report().accounting().balanced()).isTrue();
        assertThat(report().results()).hasSize((int) chosen.lines().count() - 1)
                .allMatch(each -> chosen.contains(each.id() + "  "));
    }

    @Test
    void casesAndClausesCanBeLookedAt() throws Exception {
        assertThat(run("list", "--rule", "PERF-02").out()).contains("soa-point");
        assertThat(ReportFile.mapper().readTree(run("list", "--json", "--rule", "PERF-02").out()).size()).isPositive();
        assertThat(run("show", "soa-point").out()).contains("PERF-02", "layout.soa", "expected",
                "conformance-corpus/vectors/");
        assertThat(run("explain", "PERF-02").out()).contains("layout.html#PERF-02", "soa-point");
        assertThat(run("repro", "soa-point").out()).contains("> {\"id\":", "< {\"id\":", "soa-point: pass");
    }

    @Test
    void theDoctorSaysWhatIsWrong() throws Exception {
        assertThat(run("doctor").out()).contains("It starts and answers hello", "[ok]  value.words");
        Command.Result mute = run("doctor", "--impl", "cat", "--time-scale", "0.1");
        assertThat(mute.status()).isEqualTo(3);
        assertThat(mute.out()).contains("[no]", "Flush after every line");
        assertThat(run("doctor", "--impl", Command.faulty("lies")).out()).contains("[no]  string.forms");
    }

    @Test
    void theBinariesOfTheCorpusAreWhatTheReferenceAssembles() throws Exception {
        Command.Result result = run("binaries");
        assertThat(result.status()).as(result.out() + result.err()).isZero();
    }

    @Test
    void theHeapIsShownWithoutARun() throws Exception {
        Command.Result result = run("heap", "--json");
        assertThat(result.status()).as(result.err()).isZero();
        JsonNode steps = ReportFile.mapper().readTree(result.out()).path("steps");
        assertThat(steps.size()).isEqualTo(7);
        assertThat(steps.path(6).path("notes").size()).as("%s", steps.path(6).path("notes")).isZero();
        assertThat(steps.path(6).path("map").path("blocks").size()).isPositive();
        Command.Result none = run("heap", "--impl", Command.faulty("no-heap"));
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).contains("does not show its heap", "heap.core");
    }

    @Test
    void aMapThatLiesSpoilsNoReport() throws Exception {
        Command.Result result = run("--impl", Command.faulty("half-a-map"), "-k", "heap-census", "--validate", "-j",
                "1",
                "--out", folder.toString());
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(report().heap()).isNotNull();
        assertThat(folder.resolve("report.json")).content().contains("No picture: ");
        assertThat(folder.resolve("index.html")).isNotEmptyFile();
    }

    @Test
    void twoReportsAreCompared() throws Exception {
        run("--rule", "STR-04", "--out", folder.resolve("a").toString());
        run("--rule", "STR-04", "--out", folder.resolve("b").toString(), "-j", "1", "--impl",
                Command.faulty("wrong-hash"));
        Command.Result result = run("diff", folder.resolve("a/report.json").toString(),
                folder.resolve("b/report.json").toString());
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("regressed", "pass -> fail");
        Files.writeString(folder.resolve("b/report.json"),
                Files.readString(folder.resolve("b/report.json")).replace("\"complete\" : true",
                        "\"complete\" : false"));
        assertThat(run("diff", folder.resolve("a/report.json").toString(), folder.resolve("b/report.json").toString())
                .err()).contains("not complete");
    }

    @Test
    void anInterruptedRunLeavesNoAgentBehind() throws Exception {
        Path seen = folder.resolve("seen.txt");
        Path script = folder.resolve("agent.sh");
        Files.writeString(script, "#!/bin/sh\necho $$ >> '" + seen + "'\nexec '" + Command.JAVA + "' -jar '"
                + Command.ROOT.resolve("reference-vm/target/jet.jar") + "' agent\n");
        Process process = Command.builder("--impl", "/bin/sh " + script, "--out", folder.toString(), "--repeat", "1000")
                .redirectErrorStream(true).start();
        int status;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.contains(" cases, ")) {
                line = lines.readLine();
            }
            assertThat(line).as("the run got going").isNotNull();
            status = interrupt(process);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(status);
        assertThat(Files.readAllLines(seen)).isNotEmpty().allSatisfy(
                pid -> assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive)).isEmpty());
        assertThat(folder.resolve("events.jsonl")).content().contains("\"event\":\"interrupted\"");
    }

    /**
     * Sends SIGINT, or SIGTERM to a process that ignores the other: whatever a shell starts in the background does so, these
     * tests included.
     *
     * @return the exit status that belongs to it
     */
    private static int interrupt(Process process) throws Exception {
        Path told = Path.of("/proc", Long.toString(process.pid()), "status");
        long ignored = 0;
        if (Files.exists(told)) {
            ignored = Files.readAllLines(told).stream().filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16)).sum();
        }
        boolean deaf = (ignored & 1 << SIGINT - 1) != 0;
        new ProcessBuilder("kill", deaf ? "-TERM" : "-INT", Long.toString(process.pid())).start().waitFor();
        return 128 + (deaf ? SIGTERM : SIGINT);
    }

    @Test
    void helpIsThere() throws Exception {
        assertThat(run("--help").out()).contains("--impl", "--seed", "doctor", "Exit status");
        assertThat(run("--version").out()).contains("0.1.0", "protocol 1");
    }
}
