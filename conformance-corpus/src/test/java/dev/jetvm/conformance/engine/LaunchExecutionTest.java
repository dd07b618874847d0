package dev.jetvm.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jetvm.conformance.agent.Budgets;
import dev.jetvm.conformance.command.CommandSession;
import dev.jetvm.conformance.command.CommandTemplate;
import dev.jetvm.conformance.corpus.Source;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.Launch;
import dev.jetvm.conformance.session.ProcessFeatures;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A signal that was not sent fails the case, whatever else is as expected. */
@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
final class LaunchExecutionTest {
    private static final CaseInfo INFO = new CaseInfo("a-case", "t", List.of("A-01"), "must", "example",
            Set.of(ProcessFeatures.COMMAND, ProcessFeatures.SIGNALS), Setting.TAGGED, true, 0);
    private static final Launch LAUNCH = new Launch(new Launch.Missing(), List.of(), Map.of(), "", Map.of(),
            List.of(new Launch.Signal(Launch.SignalName.INT, "ready\n")));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private void play(String script, int status, String stdout) {
        ObjectNode expected = JsonNodeFactory.instance.objectNode().put("status", status).put("stdout", stdout)
                .put("stderr", "");
        CommandTemplate template = CommandTemplate.parse("sh -c '" + script + "' name {module}", folder);
        try (CommandSession session = new CommandSession(template, folder, Budgets.DEFAULT.scaled(3));
                CaseRun run = session.begin(INFO)) {
            LaunchExecution.play(run, LAUNCH, expected, new Source("a.yaml", 1, 1));
        }
    }

    @Test
    void a_process_that_gets_its_signal_passes() {
        assertThatCode(() -> play("trap \"exit 3\" INT; echo ready; while :; do sleep 0.05 & wait $!; done", 3,
                "ready\n")).doesNotThrowAnyException();
    }

    @Test
    void a_process_that_ends_before_its_signal_fails() {
        VerdictError error = catchThrowableOfType(VerdictError.class, () -> play("echo other; exit 3", 3, "other\n"));

        assertThat(error.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(error.detail()).startsWith("the command ended with status 3; signal 1 of 1 (INT) was not sent:"
                + " standard output does not contain \"ready\\n\" (").contains("\nthe command: (cd ");
    }

    @Test
    void a_process_that_another_signal_ends_before_is_a_crash() {
        VerdictError error = catchThrowableOfType(VerdictError.class, () -> play("kill -SEGV $$", 3, ""));

        assertThat(error.verdict()).isEqualTo(Verdict.CRASH);
        assertThat(error.detail()).startsWith("the command ended by signal 11 (SIGSEGV, status 139); signal 1 of 1");
    }
}
