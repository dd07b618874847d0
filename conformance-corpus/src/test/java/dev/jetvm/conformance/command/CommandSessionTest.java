package dev.jetvm.conformance.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jetvm.conformance.agent.Budgets;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.Launch;
import dev.jetvm.conformance.session.ProcessFeatures;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Commands that behave and that misbehave, as shell scripts. */
@Timeout(120)
final class CommandSessionTest {
    private static final Launch LAUNCH = new Launch(new Launch.Module("the text", new byte[]{1, 2, 3}),
            List.of("a b", ""), Map.of("NAME", "its value"), "the input", Map.of(), List.of());
    private static final Budgets BUDGETS = new Budgets(Duration.ofSeconds(30), Duration.ofSeconds(5),
            Duration.ofMillis(200), Duration.ofSeconds(5));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static CaseInfo info(String... features) {
        return new CaseInfo("a-case", "t", List.of("A-01"), "must", "example", Set.of(features), Setting.TAGGED, true,
                0);
    }

    private ObjectNode run(String script, Budgets budgets, Launch launch, String form) {
        CommandTemplate template = CommandTemplate.parse("sh -c '" + script + "' name " + form + " {args}", folder);
        try (CommandSession session = new CommandSession(template, folder.resolve("programs"), budgets);
                CaseRun run = session.begin(info(ProcessFeatures.COMMAND))) {
            return run.start(launch);
        }
    }

    private ObjectNode run(String script) {
        return run(script, BUDGETS, LAUNCH, "{module}");
    }

    private VerdictError fails(String script, Budgets budgets) {
        return catchThrowableOfType(VerdictError.class, () -> run(script, budgets, LAUNCH, "{module}"));
    }

    @Test
    void status_and_both_outputs_are_what_the_process_left() {
        assertThat(run("printf out; printf err >&2; exit 7"))
                .hasToString("{\"status\":7,\"stdout\":\"out\",\"stderr\":\"err\"}");
    }

    @Test
    void the_process_has_its_arguments_and_its_input() {
        assertThat(run("shift; printf \"%s|\" \"$@\"; cat").path("stdout").asString()).isEqualTo("a b||the input");
    }

    @Test
    void the_program_is_written_in_the_form_that_the_template_takes() throws IOException {
        assertThat(run("od -An -tx1 \"$1\"").path("stdout").asString().strip()).isEqualTo("01 02 03");
        assertThat(folder.resolve("programs/a-case.jetc")).hasBinaryContent(new byte[]{1, 2, 3});
        assertThat(run("cat \"$1\"", BUDGETS, LAUNCH, "{text}").path("stdout").asString()).isEqualTo("the text");
        Launch missing = new Launch(new Launch.Missing(), List.of(), Map.of(), "", Map.of(), List.of());
        assertThat(run("test -e \"$1\"", BUDGETS, missing, "{module}").path("status").asInt()).isEqualTo(1);
        assertThat(Files.exists(folder.resolve("programs/a-case.jetc"))).isFalse();
    }

    @Test
    void the_folder_is_empty_and_the_environment_small() {
        assertThat(run("ls -A; env | sed \"s/=.*//\" | sort").path("stdout").asString().lines())
                .contains("LC_ALL", "NAME", "PATH").doesNotContain("LANG", "JAVA_HOME", "MAVEN_OPTS")
                .noneMatch(line -> line.startsWith("a-case"));
    }

    @Test
    void files_of_the_case_are_in_the_folder() {
        Launch launch = new Launch(LAUNCH.program(), List.of(), Map.of(), "", Map.of("a.txt", "its content"),
                List.of());
        assertThat(run("ls; cat a.txt", BUDGETS, launch, "{module}").path("stdout").asString())
                .isEqualTo("a.txt\nits content");
    }

    @Test
    void a_process_that_hangs_is_killed_with_what_it_started() throws InterruptedException {
        Budgets little = new Budgets(Duration.ofMillis(300), BUDGETS.reply(), BUDGETS.quiet(), BUDGETS.grace());
        VerdictError error = fails("echo begun; sleep 600 & echo $! > \"$(dirname \"$1\")/pid\"; wait", little);

        assertThat(error.verdict()).isEqualTo(Verdict.TIMEOUT);
        assertThat(error.detail()).contains("did not end within 0.3 s and was killed");
        assertThat(ended()).isTrue();
    }

    @Test
    void a_process_that_floods_is_killed() {
        assertThat(fails("yes", BUDGETS)).satisfies(error -> {
            assertThat(error.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(error.detail()).contains("more than 1,048,576 bytes to standard output");
        });
        assertThat(fails("yes >&2", BUDGETS).detail()).contains("to standard error");
    }

    @Test
    void a_process_that_leaves_another_behind_is_told() throws InterruptedException {
        Budgets little = new Budgets(BUDGETS.start(), BUDGETS.reply(), BUDGETS.quiet(), Duration.ofMillis(300));
        VerdictError error = fails("sleep 600 & echo $! > \"$(dirname \"$1\")/pid\"; exit 0", little);

        assertThat(error.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(error.detail()).contains("ended with status 0, but a process that it started lives on");
        assertThat(ended()).isTrue();
    }

    /** Whether the process whose number a script wrote ends soon. */
    private boolean ended() throws InterruptedException {
        long pid;
        try {
            pid = Long.parseLong(Files.readString(folder.resolve("programs/pid")).strip());
        } catch (IOException | NumberFormatException notWrittenInTime) {
            return true;
        }
        long deadline = System.nanoTime() + 10_000_000_000L;
        ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
        while (handle != null && handle.isAlive() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return handle == null || !handle.isAlive();
    }

    @Test
    void input_that_is_not_read_does_no_harm() {
        Launch large = new Launch(LAUNCH.program(), List.of(), Map.of(), "x".repeat(1 << 20), Map.of(), List.of());
        assertThat(run("exit 3", BUDGETS, large, "{module}").path("status").asInt()).isEqualTo(3);
    }

    @Test
    void the_transcript_has_a_command_that_a_shell_repeats() throws Exception {
        CommandTemplate template = CommandTemplate.parse(
                "sh -c 'shift; printf \"<%s>\" \"$@\" \"$NAME\"; cat; exit 5' name {module} {args}", folder);
        String command;
        ObjectNode seen;
        try (CommandSession session = new CommandSession(template, folder.resolve("programs"), BUDGETS);
                CaseRun run = session.begin(info(ProcessFeatures.COMMAND))) {
            seen = run.start(LAUNCH);
            command = run.transcript().getFirst().sent();
        }
        Process again = new ProcessBuilder("sh", "-c", command).start();
        String out = new String(again.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(out).isEqualTo("<a b><><its value>the input").isEqualTo(seen.path("stdout").asString());
        assertThat(again.waitFor()).isEqualTo(5);
    }

    @Test
    void a_case_that_needs_what_the_template_does_not_have_is_unsupported() {
        CommandTemplate template = CommandTemplate.parse("sh {module}", folder);
        try (CommandSession session = new CommandSession(template, folder, BUDGETS)) {
            VerdictError error = catchThrowableOfType(VerdictError.class,
                    () -> session.begin(info(ProcessFeatures.COMMAND, ProcessFeatures.ARGUMENTS)));
            assertThat(error.verdict()).isEqualTo(Verdict.UNSUPPORTED);
            assertThat(error.detail()).contains("process.arguments", "--exec");
        }
    }
}
