package dev.jetvm.reports.cli;

import static dev.jetvm.reports.cli.Command.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.corpus.RuleBook;
import dev.jetvm.reports.model.Accounting;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.ReplayFile;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards and their joint report, reports side by side, and what is said about a case, a clause and known failures. */
class ToolsIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void fourShardsInFourProcessesAreJoinedByTheScriptsOfTheBook() throws Exception {
        writeLauncher();
        List<Process> shards = new ArrayList<>();
        for (int shard = 1; shard <= 3; shard++) {
            shards.add(script("shard.sh", Map.of(), Integer.toString(shard), "4", "--rule", "STR-04,PERF-02", "-j",
                    "1", "--time-scale", "10", "--impl", Command.faulty("wrong-hash")));
        }
        // As in an indexed job, which counts from 0.
        shards.add(script("shard.sh", Map.of("JOB_COMPLETION_INDEX", "3"), "-", "4", "--rule", "STR-04,PERF-02",
                "-j", "1", "--time-scale", "10", "--impl", Command.faulty("wrong-hash")));
        for (Process shard : shards) {
            assertThat(shard.waitFor()).as(log(shard)).isZero();
        }

        Process merge = script("merge.sh", Map.of(), "4", "--color", "never");
        assertThat(merge.waitFor()).as(log(merge)).isEqualTo(1);
        Report joint = ReportFile.read(folder.resolve("shards/all/report.json"));
        Report whole = whole();
        assertThat(verdicts(joint)).isEqualTo(verdicts(whole));
        assertThat(joint.accounting()).isEqualTo(whole.accounting());
        assertThat(joint.rules()).isEqualTo(whole.rules());
        assertThat(joint.failures()).isNotEmpty().allSatisfy(
                failure -> assertThat(folder.resolve("shards/all").resolve(failure.replay())).exists());

        Files.delete(folder.resolve("shards/2/report.json"));
        Process incomplete = script("merge.sh", Map.of(), "4", "--color", "never");
        assertThat(incomplete.waitFor()).as("failures come before a missing shard").isEqualTo(1);
        assertThat(log(incomplete)).contains("There is no report of shard 2/4.", "There is no report shards/2");
        Command.Result without = run("merge", "--out", folder.resolve("three").toString(), shard(1), shard(3),
                shard(4));
        assertThat(without.err()).contains("There is no report of shard 2/4.");
        assertThat(without.status()).isEqualTo(1);
    }

    @Test
    void anIncompleteJoinIsInconclusiveUntilTheLastShardIsThere() throws IOException, InterruptedException {
        String[] dirs = {"one", "two", "three"};
        for (int shard = 1; shard <= 3; shard++) {
            // A report names its shard by the arguments of its process.
            Command.within("true", List.of(), "-k", "soa-*", "--shard", shard + "/3", "--seed", "9", "--out",
                    in(dirs[shard - 1]));
        }
        Command.Result part = run("merge", "--out", in("part"), in("one"), in("three"));
        assertThat(part.err()).contains("There is no report of shard 2/3.");
        assertThat(part.status()).as(part.err()).isEqualTo(2);
        Command.Result absent = run("merge", "--out", in("absent"), in("one"), in("no-such-folder"), in("three"));
        assertThat(absent.err()).contains("There is no report of shard 2/3.",
                "There is no report " + folder.resolve("no-such-folder"));
        assertThat(absent.status()).as(absent.err()).isEqualTo(2);
        assertThat(ReportFile.read(folder.resolve("absent/report.json")).results())
                .isEqualTo(ReportFile.read(folder.resolve("part/report.json")).results());
        assertThat(run("merge", "--out", in("nothing"), in("no-such-folder")).status()).isEqualTo(64);
        Command.Result again = run("merge", "--out", in("again"), in("part"));
        assertThat(again.err()).as("a joint report knows its shards").contains("There is no report of shard 2/3.");
        assertThat(again.status()).isEqualTo(2);
        Command.Result all = run("merge", "--out", in("all"), in("again"), in("two"));
        assertThat(all.err()).doesNotContain("There is no report of shard");
        assertThat(all.status()).as(all.err()).isZero();
    }

    @Test
    void reportsWithoutResultsAreInconclusive() throws Exception {
        run("-k", "soa-*", "--out", in("full"));
        Report full = ReportFile.read(folder.resolve("full/report.json"));
        int discovered = full.accounting().discovered();
        Files.createDirectories(folder.resolve("empty"));
        ReportFile.write(folder.resolve("empty/report.json"), Report.of(full.run(),
                new Accounting(discovered, 0, discovered, 0, 0), List.of(), RuleBook.load(), null, null));
        Command.Result empty = run("merge", "--out", in("joint"), in("empty"));
        assertThat(empty.err()).contains("There is no result in this report: no case was run.");
        assertThat(empty.status()).isEqualTo(2);
        assertThat(run("merge", "--out", in("both"), in("empty"), in("full")).status())
                .as("a shard in which no selected case falls").isZero();
    }

    @Test
    void theFiltersOfReportsAreInTheJointOne() {
        run("-k", "soa-*", "--seed", "9", "--shard", "1/2", "--out", in("one"));
        run("-k", "soa-*", "--seed", "9", "--shard", "2/2", "--out", in("two"));
        run("-k", "struct-empty", "--seed", "8", "--out", in("other"));
        assertThat(run("merge", "--out", in("shards"), in("one"), in("two")).err())
                .contains("A part of the suite, filtered by -k soa-*: ");
        assertThat(run("merge", "--out", in("mixed"), in("shards"), in("other")).err())
                .contains("filtered by -k soa-* --seed 9; -k struct-empty --seed 8: ");
        assertThat(folder.resolve("mixed/summary.md")).content().contains("--seed 9; -k struct-empty");
    }

    @Test
    void reportsOfDifferentImplementationsAreNotJoined() throws Exception {
        run("-k", "soa-point", "--out", in("one"));
        String text = Files.readString(folder.resolve("one/report.json"));
        Map<String, String> others = Map.of("\"command\" : \"[^\"]*\"", "\"command\" : \"./my-agent\"",
                "\"name\" : \"[^\"]*\"", "\"name\" : \"Other\"", "\"version\" : \"[^\"]*\"", "\"version\" : \"7\"");
        Files.createDirectories(folder.resolve("two"));
        for (Map.Entry<String, String> other : others.entrySet()) {
            Files.writeString(folder.resolve("two/report.json"),
                    text.replaceFirst(other.getKey(), other.getValue()));
            Command.Result result = run("merge", "--out", in("joint"), in("one"), in("two"));
            assertThat(result.status()).as(other.getValue()).isEqualTo(64);
            assertThat(result.err()).containsPattern("implementation is (./my-agent|Other|Jet Reference 7)")
                    .contains("but that of the first report is");
            assertThat(folder.resolve("joint")).doesNotExist();
        }
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    private String shard(int number) {
        return folder.resolve("shards").resolve(Integer.toString(number)).toString();
    }

    private Report whole() {
        run("--rule", "STR-04,PERF-02", "--seed", "9", "-j", "1", "--impl", Command.faulty("wrong-hash"), "--out",
                folder.resolve("whole").toString());
        return ReportFile.read(folder.resolve("whole/report.json"));
    }

    private static Map<String, String> verdicts(Report report) {
        return report.results().stream().collect(Collectors.toMap(CaseResult::id, CaseResult::verdict));
    }

    /** A launcher that starts the packaged command as this build made it. */
    private void writeLauncher() throws IOException {
        Path jet = folder.resolve("jet");
        String java = Command.builder().command().stream().map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Files.writeString(jet, "#!/bin/sh\nshift\nexec " + java + " \"$@\"\n");
        assertThat(jet.toFile().setExecutable(true)).isTrue();
    }

    private Process script(String name, Map<String, String> environment, String... arguments) throws IOException {
        List<String> words = Stream.concat(
                Stream.of("sh", Command.ROOT.resolve("samples/ci").resolve(name).toString()),
                Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("JET", folder.resolve("jet").toString(), "JET_SEED", "9"));
        builder.environment().putAll(environment);
        return builder.redirectOutput(Files.createTempFile(folder, name, ".log").toFile()).start();
    }

    private String log(Process process) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder text = new StringBuilder(process.info().toString());
            for (Path file : files.filter(each -> each.toString().endsWith(".log")).toList()) {
                text.append('\n').append(Files.readString(file));
            }
            return text.toString();
        }
    }

    @Test
    void reportsOfDifferentSuitesAreNotJoined() throws Exception {
        run("-k", "soa-*", "--out", folder.resolve("a").toString());
        Path other = Files.createDirectories(folder.resolve("b")).resolve("report.json");
        String text = Files.readString(folder.resolve("a/report.json"));
        Files.writeString(other, text.replaceFirst("\"suite\" : \"[^\"]*\"", "\"suite\" : \"9\""));
        Command.Result result = run("merge", "--out", folder.resolve("c").toString(), folder.resolve("a").toString(),
                other.toString());
        assertThat(result.status()).isEqualTo(64);
        assertThat(result.err()).contains("the suite is 9");
        assertThat(run("merge", "--out", folder.resolve("a").toString(), folder.resolve("a").toString()).status())
                .isEqualTo(64);
        assertThat(folder.resolve("a/report.json")).exists();
    }

    @Test
    void reportsStandSideBySide() throws Exception {
        Path good = folder.resolve("good");
        Path bad = folder.resolve("bad");
        run("--rule", "STR-04", "--out", good.toString());
        run("--rule", "STR-04", "--impl", Command.faulty("wrong-hash"), "-j", "1", "--out", bad.toString());

        String terminal = run("matrix", good.toString(), bad.toString()).out();
        assertThat(terminal).contains("Jet Reference 0.1.0 (" + good + ")", "Jet Reference 0.1.0 (" + bad + ")")
                .containsPattern("STR-04 +pass +fail\n");
        assertThat(run("matrix", "--format", "markdown", good.toString(), bad.toString()).out())
                .contains("| chapter | Jet Reference 0.1.0 (").containsPattern("\\| STR-04 .*\\| pass \\| fail \\|");
        Path page = folder.resolve("page.html");
        run("matrix", "--format", "html", "--out", page.toString(), good.toString(), bad.toString());
        assertThat(page).content().contains("<td class=\"fail\">fail</td>").doesNotContain("<script");
    }

    @Test
    void coverageCountsCasesAndThoseThatARunDecided() {
        run("--rule", "STR-04", "--out", folder.toString());
        String report = folder.resolve("report.json").toString();
        assertThat(run("coverage").out()).contains("testable clauses with a case");
        assertThat(run("coverage", "--report", report).out()).contains("Layout").contains("decided");
        assertThat(run("coverage", "--below", "1", "--report", report).out()).contains("HDR-03")
                .doesNotContain("STR-04 ");
        assertThat(run("coverage", "--json").out()).startsWith("[").contains("\"id\" : \"HDR-03\"");
    }

    @Test
    void aCaseSaysHowItsAgentIsConfigured() throws Exception {
        String id = "prog-memory-" + stressed();
        assertThat(run("show", id).out()).contains("param     gc.stress=",
                "configure {\"op\":\"configure\",\"profile\":\"tagged\",\"params\":{\"gc.stress\":");
        assertThat(run("repro", "soa-point", "--param", "gc.stress=poison", "--seed", "4").out())
                .contains("configured by {\"op\":\"configure\"", "\"seed\":\"4\"", "\"gc.stress\":\"poison\"");

        run("--rule", "STR-04", "--impl", Command.faulty("wrong-hash"), "-j", "1", "--param", "gc.stress=poison",
                "--out", folder.toString(), "--seed", "4");
        CaseResult failure = ReportFile.read(folder.resolve("report.json")).failures().getFirst();
        ReplayFile file = ReplayFile.read(folder.resolve(failure.replay()));
        assertThat(file.params()).containsEntry("gc.stress", "poison");
        assertThat(String.valueOf(file.configure())).contains("\"op\":\"configure\"", "\"seed\":\"4\"");
    }

    /** The name of a program that is run under collections at chosen moments. */
    private static String stressed() throws IOException {
        try (Stream<Path> files = Files.list(Command.ROOT.resolve("conformance-corpus/programs/memory"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".jasm")).sorted().toList()) {
                if (Files.readString(file).contains("; params: gc.stress=")) {
                    return String.valueOf(file.getFileName()).replace(".jasm", "");
                }
            }
        }
        throw new AssertionError("no program is run under stress");
    }

    @Test
    void aClauseIsQuotedWithWhatAReportSaysOfIt() {
        run("--rule", "STR-04", "--out", folder.toString());
        String text = run("explain", "STR-04", "--report", folder.resolve("report.json").toString()).out();
        assertThat(text).contains("MUST", "last run  pass");
    }

    @Test
    void updatedExpectationsKeepWhatTheRunDidNotDecideAndEndWell() throws Exception {
        Path known = folder.resolve("known.txt");
        Files.writeString(known, "soa-point fail not-of-this-run\nno-such-case fail gone\n");
        Command.Result result = run("--impl", Command.faulty("wrong-hash"), "--rule", "STR-04", "-j", "1", "--out",
                folder.toString(), "--expect", known.toString(), "--update-expect", "--seed", "5");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(known).content().contains("soa-point fail not-of-this-run", " fail TODO-say-why")
                .doesNotContain("no-such-case");
        assertThat(result.err()).contains("without a reason: search for TODO-say-why");
    }
}
