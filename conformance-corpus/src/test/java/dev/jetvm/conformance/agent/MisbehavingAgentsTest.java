package dev.jetvm.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each agent that goes wrong: the right verdict in time, the next case on a fresh agent, no process left.
 *
 * @spec CONF-19
 * @spec CONF-20
 */
@Execution(ExecutionMode.CONCURRENT)
class MisbehavingAgentsTest {
    private static final Request CLASSIFY = classify();
    /** For the test itself: what a JVM needs to start and end beside other work. */
    private static final Duration SLACK = Duration.ofSeconds(6);

    @TempDir
    private Path dir = Path.of("");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            hang            | TIMEOUT        | no answer to value.classify within 2000 ms
            late            | TIMEOUT        | it spoke again after
            flood-out       | PROTOCOL_ERROR | has id 0
            flood-words     | PROTOCOL_ERROR | a line of more than 1,048,576 bytes
            long-line       | PROTOCOL_ERROR | a line of more than 1,048,576 bytes
            half-line-hang  | PROTOCOL_ERROR | missing newline? output not flushed?
            half-line-exit  | CRASH          | in the middle of the line `{"id":
            no-newline      | PROTOCOL_ERROR | missing newline? output not flushed?
            invalid-utf8    | PROTOCOL_ERROR | byte 0xC3 is not UTF-8 at column
            not-json        | PROTOCOL_ERROR | a print to standard output?
            two-in-one      | PROTOCOL_ERROR | missing newline between two answers?
            wrong-id        | PROTOCOL_ERROR | has id 100
            no-id           | PROTOCOL_ERROR | has no id
            duplicate       | PROTOCOL_ERROR | a second answer?
            infinite-id     | PROTOCOL_ERROR | has id 1E+999
            text-id         | PROTOCOL_ERROR | has id "
            negative-id     | PROTOCOL_ERROR | has id -
            fraction-id     | PROTOCOL_ERROR | .5
            huge-number     | PROTOCOL_ERROR | a number of more than 1,000 characters
            deep            | PROTOCOL_ERROR | nested deeper than 256
            two-of-a-name   | PROTOCOL_ERROR | two members of one name
            exit            | CRASH          | crash: the agent ended by signal 6 (SIGABRT
            exit-once       | CRASH          | crash-not-reproduced: the agent ended with status 1
            signal-kill     | CRASH          | crash: the agent ended by signal 9 (SIGKILL
            close-out       | PROTOCOL_ERROR | closed its standard output and lives on
            child-hang      | TIMEOUT        | no answer to value.classify
            child-exit      | CRASH          | crash: the agent ended with status 7
            """)
    void in_a_case(String mode, Verdict verdict, String detail) {
        AgentPool pool = pool(mode);
        try (pool) {
            pool.hello();
            long start = System.nanoTime();
            VerdictError error = misbehave(pool);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as("within its budget")
                    .isLessThan(budget(pool, verdict));
            assertThat(error.verdict()).isEqualTo(verdict);
            assertThat(error.detail()).contains(detail);
            long generations = pool.started();
            passes(pool);
            assertThat(pool.started()).as("on a fresh agent").isEqualTo(generations + 1);
            assertThat(pool.strays()).isEmpty();
            onlyTheLiveAreLeft(pool);
        }
        nothingIsLeft(pool);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            once-exit-at-once  | CRASH          | the agent ended with status 3
            once-hang-at-hello | TIMEOUT        | no answer to hello within 6000 ms
            once-banner        | PROTOCOL_ERROR | a print to standard output?
            once-null-hello    | PROTOCOL_ERROR | impl: expected an object, found null; capabilities: expected
            once-no-protocol   | PROTOCOL_ERROR | hello was not answered with ok and protocol 1
            """)
    void at_the_start(String mode, Verdict verdict, String detail) {
        Budgets budgets = new Budgets(Duration.ofSeconds(6), Agents.PATIENT.reply(), Agents.PATIENT.quiet(),
                Agents.PATIENT.grace());
        AgentPool pool = AgentPool.start(AgentOptions.of(Agents.bad(mode, dir)).withBudgets(budgets));
        try (pool) {
            VerdictError error = catchThrowableOfType(VerdictError.class, () -> pool.begin(Agents.aCase("first")));
            assertThat(error.verdict()).isEqualTo(verdict);
            assertThat(error.detail()).contains(detail);
            passes(pool);
            assertThat(pool.started()).isEqualTo(2);
        }
        nothingIsLeft(pool);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            lies       | FAIL           | value.words is announced but not served
            no-outcome | PROTOCOL_ERROR | no outcome in the answer to value.classify
            schema     | PROTOCOL_ERROR | /value/kind
            half-pair  | PROTOCOL_ERROR | code has half of a surrogate pair: "a\\ud800"
            half-pair-outcome | PROTOCOL_ERROR | outcome has half of a surrogate pair
            infinite   | PROTOCOL_ERROR | value.kind is a number beyond the range of float64: 1E+999
            """)
    @DisplayName("a wrong answer that is a good line costs the case, not the process")
    void the_stream_is_sound(String mode, Verdict verdict, String detail) {
        AgentPool pool = AgentPool.start(
                AgentOptions.of(Agents.bad(mode, dir)).withBudgets(Agents.PATIENT).withValidate(mode.equals("schema")));
        try (pool) {
            VerdictError error = misbehave(pool);
            assertThat(error.verdict()).isEqualTo(verdict);
            assertThat(error.detail()).contains(detail);
            passes(pool);
            assertThat(pool.started()).isEqualTo(1);
        }
        nothingIsLeft(pool);
    }

    @Test
    @Timeout(20)
    void flooding_standard_error_hurts_nobody_and_its_end_is_kept() {
        AgentPool pool = AgentPool.start(AgentOptions.of(Agents.bad("flood-err", dir)));
        try (pool; CaseRun run = pool.begin(Agents.aCase("noisy"))) {
            assertThat(run.call(CLASSIFY).outcome()).isEqualTo(Outcome.OK);
            while (!run.stderrTail().endsWith("the last words\n")) {
                Thread.onSpinWait();
            }
            assertThat(run.stderrTail().length()).isLessThan(StderrTail.KEPT + 100);
        }
        nothingIsLeft(pool);
    }

    @Test
    void what_a_dying_agent_said_on_standard_error_is_in_the_report() {
        AgentPool pool = pool("exit");
        try (pool; CaseRun run = pool.begin(Agents.aCase("dying"))) {
            VerdictError first = catchThrowableOfType(VerdictError.class, () -> run.call(CLASSIFY));
            assertThat(run.stderrTail()).contains("assertion failed in classify");
            assertThat(run.attempts()).isEqualTo(2);
            assertThat(catchThrowableOfType(VerdictError.class, () -> run.call(Request.of("ping")))).isSameAs(first);
            assertThat(run.transcript()).singleElement()
                    .satisfies(exchange -> assertThat(exchange.sent()).contains("value.classify"))
                    .satisfies(exchange -> assertThat(exchange.received()).isEmpty());
        }
        nothingIsLeft(pool);
    }

    @ParameterizedTest
    @CsvSource({"no-end, still runs", "bye-status, after bye the agent ended with status 5"})
    void an_agent_that_does_not_end_well_after_bye_fails_the_case(String mode, String detail) {
        AgentPool pool = pool(mode);
        try (pool; CaseRun run = pool.begin(Agents.info("bye", Set.of(), true))) {
            VerdictError error = catchThrowableOfType(VerdictError.class, () -> run.call(Request.of("bye")));
            assertThat(error.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(error.detail()).contains(detail);
        }
        nothingIsLeft(pool);
    }

    @Test
    void an_agent_that_outlives_its_input_is_ended_by_force() {
        AgentPool pool = pool("deaf");
        try (pool) {
            try (CaseRun run = pool.begin(Agents.aCase("deaf"))) {
                assertThat(catchThrowableOfType(VerdictError.class, run::closeInput).verdict())
                        .isEqualTo(Verdict.TIMEOUT);
            }
            passes(pool);
        }
        nothingIsLeft(pool);
    }

    @Test
    void a_request_that_nobody_reads_does_not_block_the_suite() {
        AgentPool pool = pool("no-read");
        Request big = classify();
        big.members().put("padding", "x".repeat(500_000));
        try (pool) {
            try (CaseRun run = pool.begin(Agents.aCase("unread"))) {
                VerdictError error = catchThrowableOfType(VerdictError.class, () -> run.call(big));
                assertThat(error.verdict()).isEqualTo(Verdict.TIMEOUT);
                assertThat(error.detail()).contains("does not read its standard input");
            }
            passes(pool);
        }
        nothingIsLeft(pool);
    }

    private static VerdictError misbehave(AgentPool pool) {
        try (CaseRun run = pool.begin(Agents.aCase("bad"))) {
            return catchThrowableOfType(VerdictError.class, () -> run.call(CLASSIFY));
        }
    }

    private static void passes(AgentPool pool) {
        Request decode = Request.of("value.decode");
        decode.members().put("word", "0x2");
        try (CaseRun run = pool.begin(Agents.aCase("next"))) {
            assertThat(run.call(decode).value().path("value").path("kind").asString()).isEqualTo("nil");
        }
    }

    private AgentPool pool(String mode) {
        return AgentPool.start(AgentOptions.of(Agents.bad(mode, dir)).withBudgets(budgets(mode)));
    }

    private static Budgets budgets(String mode) {
        return switch (mode) {
            // Wait for the reply in vain and then for what is late, which comes.
            case "late" -> new Budgets(Agents.SHORT.start(), Agents.SHORT.reply(), Agents.SHORT.quiet(),
                    Agents.PATIENT.grace());
            // Come to their fault in their own time, and are then waited for in vain.
            case "close-out", "child-exit" -> new Budgets(Agents.SHORT.start(), Agents.PATIENT.reply(),
                    Agents.SHORT.quiet(), Agents.SHORT.grace());
            case "hang", "half-line-hang", "no-newline", "child-hang", "no-end", "deaf", "no-read" -> Agents.SHORT;
            default -> Agents.PATIENT;
        };
    }

    /** A crash is rerun: it costs another start and perhaps another reply. */
    private static Duration budget(AgentPool pool, Verdict verdict) {
        Budgets budgets = pool.options().budgets();
        Duration one = budgets.reply().plus(budgets.grace().multipliedBy(3));
        return (verdict == Verdict.CRASH ? one.multipliedBy(2) : one).plus(SLACK);
    }

    private static void nothingIsLeft(AgentPool pool) {
        assertThat(pool.processes().live()).isEmpty();
        onlyTheLiveAreLeft(pool);
    }

    /** Of all that this pool ever started, children of agents too, only the agents in use are there. */
    private static void onlyTheLiveAreLeft(AgentPool pool) {
        Set<Long> live = pool.processes().live().stream().map(AgentProcess::pid).collect(Collectors.toSet());
        for (ProcessHandle handle : ProcessTree.marked(pool.processes().run())) {
            if (!live.contains(handle.pid())) {
                // Killed already: only the system has not yet taken it away.
                assertThat(handle.onExit()).as("process %d", handle.pid()).succeedsWithin(SLACK);
            }
        }
    }

    private static Request classify() {
        Request request = Request.of("value.classify");
        request.members().put("word", "0x8");
        return request;
    }
}
