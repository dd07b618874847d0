package dev.jetvm.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.jetvm.conformance.text.DisplayText;
import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import dev.jetvm.reports.render.ReportFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever an agent, a file or the machine does: one message or one verdict, the right status, a report or none.
 *
 * @spec CONF-20
 * @spec CONF-21
 * @spec CONF-22
 */
final class RobustnessIT {
    @TempDir
    Path folder = Path.of("");

    private static Command.Result run(String... arguments) {
        return Command.run(arguments);
    }

    private Command.Result faulty(String fault, String rules) {
        return run("--impl", Command.faulty(fault), "--rule", rules, "-j", "1", "--seed", "1", "--out",
                folder.toString());
    }

    private Report report() throws IOException {
        String text = Files.readString(folder.resolve("report.json"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(RobustnessIT.class.getResourceAsStream("/jet/schema/report.schema.json"))
                .validate(text, InputFormat.JSON)).isEmpty();
        return ReportFile.read(folder.resolve("report.json"));
    }

    @Test
    void anAnswerWithHalfAPairIsOneVerdict() throws Exception {
        Command.Result result = faulty("half-pair", "STR-04");
        assertThat(result.status()).as(result.err()).isEqualTo(1);
        assertThat(report().failures()).isNotEmpty()
                .allSatisfy(each -> assertThat(each.verdict()).isEqualTo("protocol-error"))
                .allSatisfy(each -> assertThat(each.detail()).contains("half of a surrogate pair"));
        assertThat(report().results()).extracting(CaseResult::verdict).contains("pass");
    }

    @Test
    void absurdNumbersAndTextsAreNoDefectOfTheSuite() throws Exception {
        Command.Result result = faulty("absurd", "PERF-02,INTERP-13,FIN-05");
        assertThat(result.status()).as(result.err()).isEqualTo(1);
        assertThat(report().results()).filteredOn(each -> each.verdict().equals("suite-defect")).isEmpty();
        assertThat(report().failures()).extracting(CaseResult::verdict).contains("fail", "protocol-error");
    }

    @Test
    void nothingThatAnAgentWritesReachesTheTerminalRaw() throws Exception {
        Command.Result result = faulty("escapes", "STR-04");
        assertThat(result.err()).contains("\\u001b]0;owned").satisfies(RobustnessIT::isPlain);
        assertThat(run("doctor", "--impl", Command.faulty("escapes")).out()).satisfies(RobustnessIT::isPlain);
        CaseResult failure = report().failures().getFirst();
        assertThat(run("repro", failure.id(), "--impl", Command.faulty("escapes")).out())
                .contains("\\u009b\\u202e").satisfies(RobustnessIT::isPlain);
    }

    private static void isPlain(String text) {
        assertThat(DisplayText.block(text)).isEqualTo(text);
    }

    @Test
    void aHelloThatLacksWhatIsRequiredIsStatusThreeAndNoReport() {
        Command.Result result = faulty("null-hello", "STR-04");
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("CONF-09", "impl: expected an object, found null");
        assertThat(folder.resolve("report.json")).doesNotExist();
    }

    @Test
    void aReportOfTheRunBeforeDoesNotSurviveARunThatFails() {
        assertThat(run("-k", "soa-point", "--out", folder.toString()).status()).isZero();
        assertThat(folder.resolve("report.json")).exists();
        assertThat(run("-k", "soa-point", "--impl", "/no/such/agent", "--out", folder.toString()).status())
                .isEqualTo(3);
        assertThat(folder.resolve("report.json")).doesNotExist();
        assertThat(folder.resolve("index.html")).doesNotExist();
    }

    @Test
    void aFolderThatAnotherRunHasIsRefused() throws Exception {
        try (ReportFolder taken = ReportFolder.take(folder)) {
            Command.Result result = Command.within("true", List.of(), "-k", "soa-point", "--out",
                    taken.path().toString());
            assertThat(result.status()).isEqualTo(64);
            assertThat(result.err()).contains("in use by another run (process " + ProcessHandle.current().pid(),
                    "--out");
        }
        assertThat(folder.resolve("events.jsonl")).doesNotExist();
    }

    @Test
    void filesThatAreNoneAreNamed() throws Exception {
        Path binary = folder.resolve("binary.txt");
        Files.write(binary, "a fail b\nx \u00ff\n".getBytes(StandardCharsets.ISO_8859_1));
        Map<List<String>, String> wrong = Map.of(List.of("-k", "soa-point", "--expect", folder.toString()),
                "is a folder",
                List.of("-k", "soa-point", "--expect", binary.toString()), "binary.txt:2: byte 0xFF is not UTF-8",
                List.of("diff", folder.toString(), folder.toString()), "report.json does not exist",
                List.of("repro", binary + ".json"), "does not exist",
                List.of("diff", binary.toString(), binary.toString()), "not UTF-8");
        wrong.forEach((arguments, message) -> {
            Command.Result result = run(arguments.toArray(String[]::new));
            assertThat(result.status()).as("%s: %s", arguments, result.err()).isEqualTo(64);
            assertThat(result.err()).contains(message).hasLineCount(1);
        });
    }

    @Test
    void aByteOrderMarkIsNoPartOfAFile() throws Exception {
        Path known = folder.resolve("known.txt");
        Files.writeString(known, "\ufeff# known\r\n", StandardCharsets.UTF_8);
        String out = folder.resolve("out").toString();
        assertThat(run("-k", "soa-point", "--expect", known.toString(), "--out", out).status()).isZero();
        Path report = folder.resolve("out/report.json");
        Files.writeString(report, "\ufeff" + Files.readString(report));
        assertThat(run("diff", report.toString(), report.toString()).status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ulimit -n 20", "ulimit -n 30", "ulimit -n 55"})
    void tooFewFilesAreOurFault(String limits) throws Exception {
        Command.Result result = Command.within(limits, List.of(), "-k", "soa-*", "--out", folder.toString());
        assertThat(result.status()).as(result.err()).isEqualTo(70);
        assertThat(result.err()).contains("open files", "ulimit -n").doesNotContain("\tat ");
    }

    @Test
    void tooLittleMemoryIsOurFault() throws Exception {
        Command.Result result = Command.within("true", List.of("-Xmx16m"), "-k", "soa-*", "--out", folder.toString());
        assertThat(result.status()).as(result.err()).isEqualTo(70);
        assertThat(result.err()).contains("memory").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"-k, soa-pont, soa-point", "-k, 'soa-pont,soa-point', soa-point",
            "--feature, headr.bytes, header.bytes",
            "-k, heap-censsus*, heap-census"})
    void aFilterWithoutACaseIsRefusedAndNothingIsWritten(String option, String value, String near) {
        for (String command : List.of("run", "list")) {
            Command.Result result = command.equals("run")
                    ? run(option, value, "--out", folder.resolve("out").toString())
                    : run("list", option, value);
            assertThat(result.status()).as(result.err()).isEqualTo(64);
            assertThat(result.err()).contains("did you mean", near);
            assertThat(folder.resolve("out")).doesNotExist();
        }
    }

    @Test
    void anExpectedFailureDoesNotStopTheRun() throws Exception {
        Path known = folder.resolve("known.txt");
        String[] all = {"--impl", Command.faulty("wrong-hash"), "--rule", "STR-04", "-j", "1", "--out",
                folder.toString(), "--seed", "5", "--expect", known.toString()};
        String[] update = Arrays.copyOf(all, all.length + 1);
        update[all.length] = "--update-expect";
        run(update);
        String[] first = Arrays.copyOf(all, all.length + 1);
        first[all.length] = "-x";
        assertThat(run(first).status()).isZero();
        assertThat(report().accounting().skipped()).isZero();
        Files.writeString(known, "");
        assertThat(run(first).status()).isEqualTo(1);
        assertThat(report().accounting().skipped()).isPositive();
    }
}
