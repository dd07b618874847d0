package dev.jetvm.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.model.ReportFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Process cases with {@code --exec}: shell scripts around the bundled reference that do one thing wrong are caught, and
 * the message tells what is wrong and how to repeat it.
 */
class ExecIT {
    private static final String WHOLE = "jet \"$@\"";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** A script in which {@code jet} runs a program in the bundled reference. @return the command template */
    private String wrapper(String script) throws IOException {
        String reference = new AgentSettings().bundledProgram().stream().filter(word -> !word.startsWith("{"))
                .map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Path file = Files.writeString(folder.resolve("my jet"), "#!/bin/sh\njet() { %s \"$@\"; }\n%s\n".formatted(
                reference, script));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return "'" + file + "' {module} {args}";
    }

    private Command.Result run(String... arguments) {
        List<String> words = new ArrayList<>(List.of("--out", folder.resolve("out").toString(), "--color", "never",
                "--seed", "1"));
        words.addAll(List.of(arguments));
        if (!words.contains("--time-scale")) {
            words.addAll(List.of("--time-scale", "6"));
        }
        return Command.run(words.toArray(String[]::new));
    }

    private Report report() {
        return ReportFile.read(folder.resolve("out"));
    }

    @Test
    void theReferencePassesByItsCommandAlone() throws IOException {
        Command.Result result = run("--exec", wrapper(WHOLE), "--rule", "BOOT-16,PANIC-14");

        assertThat(result.err()).as("%s", result).doesNotContain("Clauses violated");
        assertThat(result.status()).isZero();
        assertThat(report().results()).hasSizeGreaterThan(12)
                .allMatch(each -> each.verdict().equals("pass"));
        assertThat(report().run().name()).isEqualTo("my jet");
    }

    @Test
    void anotherStatusIsCaught() throws IOException {
        Command.Result result = run("--exec", wrapper(WHOLE + "; exit 0"), "-k", "start-status-seven");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("BOOT-12", "exit status: expected 7, observed 0",
                "the command: (cd \"$(mktemp -d)\" && env -i PATH=\"$PATH\"", "programs/start-status-seven.jetc");
    }

    @Test
    void aPanicOnStandardOutputIsCaught() throws IOException {
        Command.Result result = run("--exec", wrapper(WHOLE + " 2>&1"), "-k", "start-panic-of-the-entry");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("PANIC-14", "standard output: expected \"\", observed \"panic: ",
                "what belongs to standard error is on standard output");
    }

    @Test
    void argumentsThatAreSplitAreCaught() throws IOException {
        Command.Result result = run("--exec", wrapper("jet $*"), "-k", "start-arguments-blanks");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("BOOT-09a", "standard output: expected");
    }

    @Test
    void aHangASignalAndAFloodHaveVerdictsOfTheirOwn() throws IOException {
        assertThat(run("--exec", wrapper("kill -SEGV $$"), "-k", "start-status-seven").err())
                .contains("crash", "the command ended by signal 11 (SIGSEGV, status 139)", "the command: ");
        assertThat(run("--exec", wrapper("yes"), "-k", "start-status-seven").err())
                .contains("more than 1,048,576 bytes to standard output", "the command: ");
        assertThat(run("--exec", wrapper("sleep 600"), "-k", "start-status-seven", "--time-scale", "0.03",
                "--budget-factor", "1").err()).contains("timeout", "did not end within 0.3 s", "the command: ");
    }

    @Test
    void aFailureIsRepeatedByItsFileAndByItsId() throws IOException {
        String template = wrapper(WHOLE + "; exit 0");
        run("--exec", template, "-k", "start-status-seven");
        String file = folder.resolve("out/repro/start-status-seven.json").toString();

        assertThat(Command.run("repro", file)).satisfies(result -> {
            assertThat(result.out()).contains("start-status-seven still fails", "exit status: expected 7");
            assertThat(result.status()).isEqualTo(1);
        });
        assertThat(Command.run("repro", "start-status-seven", "--exec", template).out())
                .contains("exit status: expected 7", "--exec '");
    }

    @Test
    void whatIsNotRunIsCountedWithTheReason() throws IOException {
        Command.Result alone = run("--exec", wrapper(WHOLE), "-k", "start-status-seven,val-bool*");
        assertThat(alone.status()).isZero();
        assertThat(alone.err()).containsPattern("Not run: [0-9]+ cases need an agent \\(--impl\\)\\.");
        assertThat(report().accounting().run()).isEqualTo(1);
        assertThat(report().accounting().balanced()).isTrue();

        String agent = AgentSettings.reference().stream().map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Command.Result without = run("--impl", agent, "-k", "start-status-seven,val-bool*");
        assertThat(without.status()).isZero();
        assertThat(without.err()).contains("Not run: 1 case needs a command that starts programs (--exec).");

        Command.Result both = run("--impl", agent, "--exec", wrapper(WHOLE), "-k", "start-status-seven,val-bool*");
        assertThat(both.status()).isZero();
        assertThat(report().results()).extracting(CaseResult::verdict).containsOnly("pass");
    }

    @Test
    void argumentsWithoutAPlaceForThemAreUnsupported() throws IOException {
        String template = wrapper(WHOLE).replace(" {args}", "");
        assertThat(run("--exec", template, "-k", "start-arguments-none,start-arguments-blanks").status()).isZero();
        assertThat(report().results()).extracting(CaseResult::verdict).containsExactlyInAnyOrder("pass",
                "unsupported");
    }

    @Test
    void aBadTemplateIsOneMessageAndUsage() {
        Stream.of("sh", "sh '{module}", "./no-such-jet {module}", "sh {module} {arg}", "").forEach(template -> {
            Command.Result result = run("--exec", template);
            assertThat(result.status()).as(template).isEqualTo(64);
            assertThat(result.err().lines()).as(template).hasSize(1)
                    .allMatch(line -> line.startsWith("jet conformance: --exec: "));
        });
        assertThat(run("--exec", "sh {module}", "--memory", "checked").err()).contains("--memory", "--exec");
    }
}
