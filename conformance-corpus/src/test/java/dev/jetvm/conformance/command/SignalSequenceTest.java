package dev.jetvm.conformance.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jetvm.conformance.agent.Budgets;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.Launch;
import dev.jetvm.conformance.session.Launch.Signal;
import dev.jetvm.conformance.session.Launch.SignalName;
import dev.jetvm.conformance.session.ProcessFeatures;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Signals to processes that wait for them, miss them or ignore them, as shell scripts. */
@Timeout(120)
@EnabledOnOs({OS.LINUX, OS.MAC})
final class SignalSequenceTest {
    private static final Budgets BUDGETS = new Budgets(Duration.ofSeconds(60), Duration.ofSeconds(5),
            Duration.ofMillis(200), Duration.ofSeconds(5));
    private static final Budgets LITTLE = new Budgets(Duration.ofMillis(500), BUDGETS.reply(), BUDGETS.quiet(),
            BUDGETS.grace());
    private static final CaseInfo INFO = new CaseInfo("a-case", "t", List.of("A-01"), "must", "example",
            Set.of(ProcessFeatures.COMMAND, ProcessFeatures.SIGNALS), Setting.TAGGED, true, 0);
    /** The end of a script that waits for signals. A trap is executed when {@code wait} ends. */
    private static final String WAIT = "; while :; do sleep 0.05 & wait $!; done";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Signal signal(SignalName name, String after) {
        return new Signal(name, after);
    }

    private static Launch launch(Signal... signals) {
        return new Launch(new Launch.Missing(), List.of(), Map.of(), "", Map.of(), List.of(signals));
    }

    private CommandSession session(String script, Budgets budgets) {
        return new CommandSession(CommandTemplate.parse("sh -c '" + script + "' name {module}", folder), folder,
                budgets);
    }

    private ObjectNode run(String script, Signal... signals) {
        try (CommandSession session = session(script, BUDGETS); CaseRun run = session.begin(INFO)) {
            return run.start(launch(signals));
        }
    }

    private VerdictError fails(String script, Budgets budgets, Signal... signals) {
        try (CommandSession session = session(script, budgets); CaseRun run = session.begin(INFO)) {
            return catchThrowableOfType(VerdictError.class, () -> run.start(launch(signals)));
        }
    }

    @Test
    void a_signal_is_sent_when_its_text_is_written() {
        assertThat(run("trap \"echo got; exit 130\" INT; echo ready" + WAIT, signal(SignalName.INT, "ready\n")))
                .hasToString("{\"status\":130,\"stdout\":\"ready\\ngot\\n\",\"stderr\":\"\"}");
    }

    @Test
    void a_process_that_does_not_catch_a_signal_is_ended_by_it() {
        assertThat(run("echo ready" + WAIT, signal(SignalName.INT, "ready")).path("status").asInt()).isEqualTo(130);
        assertThat(run("echo ready" + WAIT, signal(SignalName.TERM, "ready")).path("status").asInt()).isEqualTo(143);
    }

    @Test
    void several_signals_are_sent_in_order() {
        assertThat(run("trap \"echo one\" USR1; trap \"echo two\" USR2; trap \"echo three; exit 3\" TERM; echo ready"
                + WAIT, signal(SignalName.USR1, "ready\n"), signal(SignalName.USR2, "one\n"),
                signal(SignalName.TERM, "two\n")))
                .hasToString("{\"status\":3,\"stdout\":\"ready\\none\\ntwo\\nthree\\n\",\"stderr\":\"\"}");
    }

    @Test
    void each_text_is_searched_after_the_one_before() {
        assertThat(run("got() { test ! -e seen || exit 3; : > seen; echo a; }; trap got INT; echo a" + WAIT,
                signal(SignalName.INT, "a\n"), signal(SignalName.INT, "a\n")))
                .hasToString("{\"status\":3,\"stdout\":\"a\\na\\n\",\"stderr\":\"\"}");
    }

    @Test
    void a_text_may_arrive_in_parts_and_a_character_too() {
        assertThat(run("trap \"exit 7\" USR1; printf \"rea\"; sleep 0.1; printf \"dy \\303\"; sleep 0.1;"
                + " printf \"\\274!\"" + WAIT, signal(SignalName.USR1, "ready ü!")))
                .hasToString("{\"status\":7,\"stdout\":\"ready ü!\",\"stderr\":\"\"}");
    }

    @Test
    void a_process_that_ends_before_its_signal_is_told_with_its_end() {
        ObjectNode seen = run("echo other; exit 4", signal(SignalName.INT, "ready\n"));

        assertThat(seen.path("status").asInt()).isEqualTo(4);
        assertThat(seen.path(CaseRun.UNSENT).asString()).isEqualTo(
                "signal 1 of 1 (INT) was not sent: standard output does not contain \"ready\\n\"");
        assertThat(run("trap \"echo b; exit 5\" USR1; echo a" + WAIT, signal(SignalName.USR1, "a\n"),
                signal(SignalName.TERM, "a\n")).path(CaseRun.UNSENT).asString()).isEqualTo(
                        "signal 2 of 2 (TERM) was not sent: standard output does not contain \"a\\n\" after the text"
                                + " of signal 1");
    }

    @Test
    void a_process_that_never_writes_the_text_is_killed_when_its_time_is_over() {
        VerdictError error = fails("echo other" + WAIT, LITTLE, signal(SignalName.INT, "ready\n"));

        assertThat(error.verdict()).isEqualTo(Verdict.TIMEOUT);
        assertThat(error.detail()).isEqualTo("the command did not end within 0.5 s and was killed; signal 1 of 1 (INT)"
                + " was not sent: standard output does not contain \"ready\\n\"; its standard output begins \"other\"");
    }

    @Test
    void a_process_that_ignores_its_signals_is_killed_when_its_time_is_over() {
        VerdictError error = fails("trap \"\" TERM USR1; echo a" + WAIT, LITTLE, signal(SignalName.TERM, "a"),
                signal(SignalName.USR1, "\n"));

        assertThat(error.verdict()).isEqualTo(Verdict.TIMEOUT);
        assertThat(error.detail()).contains("was killed; it was sent TERM, USR1; its standard output");
    }

    @Test
    void nothing_is_waited_for_after_the_end_of_the_process() {
        Budgets grace = new Budgets(BUDGETS.start(), BUDGETS.reply(), BUDGETS.quiet(), Duration.ofMillis(200));
        long before = System.nanoTime();
        VerdictError error = fails("sleep 600 & sleep 0.3; exit 0", grace, signal(SignalName.INT, "ready"));

        assertThat(error.detail()).contains("a process that it started lives on");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(BUDGETS.start());
    }

    @Test
    void a_process_that_floods_is_killed_while_a_text_is_waited_for() {
        assertThat(fails("yes", BUDGETS, signal(SignalName.INT, "ready")).detail())
                .contains("more than 1,048,576 bytes to standard output");
    }

    @Test
    void the_command_says_in_words_how_the_signals_are_repeated() throws Exception {
        String command;
        try (CommandSession session = session("echo x; exit 4", BUDGETS); CaseRun run = session.begin(INFO)) {
            run.start(launch(signal(SignalName.INT, "ready\n"), signal(SignalName.TERM, "it's")));
            command = run.transcript().getFirst().sent();
        }

        assertThat(command).endsWith(") # then: when it has written \"ready\\n\", kill -INT its process;"
                + " then when it has written \"it's\", kill -TERM its process");
        assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor()).isEqualTo(4);
    }

    @Test
    void without_a_shell_signals_are_unsupported() {
        CommandTemplate template = CommandTemplate.parse("sh {module}", folder);
        Signals none = new Signals(folder.resolve("no-shell"));
        try (CommandSession session = new CommandSession(template, none, folder, BUDGETS)) {
            VerdictError error = catchThrowableOfType(VerdictError.class, () -> session.begin(INFO));

            assertThat(error.verdict()).isEqualTo(Verdict.UNSUPPORTED);
            assertThat(error.detail()).contains("process.signals is not offered: this system has no", "no-shell");
            assertThat(session.offers(ProcessFeatures.SIGNALS)).isFalse();
        }
        try (CommandSession session = session("exit 0", BUDGETS)) {
            assertThat(session.offers(ProcessFeatures.SIGNALS)).isTrue();
        }
    }

    @Test
    void a_signal_that_cannot_be_sent_is_a_complaint_of_kill() throws InterruptedException {
        assertThat(Signals.OF_SYSTEM.send(Integer.MAX_VALUE, SignalName.INT)).startsWith("kill ended with status ");
    }
}
