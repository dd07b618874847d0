package dev.jetvm.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jetvm.conformance.protocol.Answer;
import dev.jetvm.conformance.protocol.Outcome;
import dev.jetvm.conformance.protocol.Request;
import dev.jetvm.conformance.session.CaseInfo;
import dev.jetvm.conformance.session.Setting;
import dev.jetvm.conformance.session.CaseRun;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * How agents are lent, kept clean, counted and given up.
 *
 * @spec CONF-19
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
@Execution(ExecutionMode.CONCURRENT)
class AgentPoolTest {
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    @TempDir
    private Path dir = Path.of("");

    @Test
    void a_light_case_costs_one_line_and_the_agent_starts_only_when_needed() {
        try (AgentPool pool = pool("good")) {
            assertThat(pool.started()).isZero();
            long first = idOfPing(pool, "a");
            assertThat(idOfPing(pool, "b")).isEqualTo(first + 1);
            assertThat(idOfPing(pool, "c")).isEqualTo(first + 2);
            assertThat(pool.started()).isEqualTo(1);
        }
    }

    @Test
    void pings_before_the_first_case_use_one_process_and_other_limits_need_another() {
        try (AgentPool pool = pool("good")) {
            pool.ping();
            pool.ping();
            assertThat(pool.started()).isEqualTo(1);
            pool.limit(Agents.PATIENT);
            pool.ping();
            assertThat(pool.started()).isEqualTo(2);
        }
    }

    @Test
    void a_run_names_the_case_that_its_process_served_before() {
        try (AgentPool pool = pool("good")) {
            idOfPing(pool, "a");
            try (CaseRun second = pool.begin(Agents.aCase("b"))) {
                assertThat(second.servedBefore()).isEqualTo("a");
            }
            try (CaseRun alone = pool.begin(Agents.aCase("c").alone())) {
                assertThat(alone.servedBefore()).isEmpty();
            }
        }
    }

    @Test
    void state_is_reset_after_a_case_that_may_have_changed_it_and_only_then() {
        try (AgentPool pool = pool("state")) {
            long before;
            try (CaseRun run = pool.begin(Agents.aCase("changes"))) {
                Request intern = Request.of("symbol.intern");
                intern.members().put("bytes", "YQ==");
                run.call(intern);
                assertThat(run.call(classify()).value().path("kind").asString()).isEqualTo("symbol");
                before = lastId(run);
            }
            try (CaseRun run = pool.begin(Agents.aCase("expects fresh state"))) {
                assertThat(run.call(classify()).value().path("kind").asString()).isEqualTo("int");
                assertThat(lastId(run)).isEqualTo(before + 2);
            }
            assertThat(idOfPing(pool, "light again")).isEqualTo(before + 3);
        }
    }

    @Test
    void what_is_not_announced_is_never_sent() {
        try (AgentPool pool = pool("good")) {
            try (CaseRun run = pool.begin(Agents.aCase("header"))) {
                VerdictError error = catchThrowableOfType(VerdictError.class,
                        () -> run.call(Request.of("header.pack")));
                assertThat(error.verdict()).isEqualTo(Verdict.UNSUPPORTED);
                assertThat(error.detail()).contains("header.bytes");
                assertThat(run.transcript()).isEmpty();
            }
            VerdictError required = catchThrowableOfType(VerdictError.class,
                    () -> pool.begin(Agents.info("requires", Set.of("header.bytes", "value.words"), false)));
            assertThat(required.verdict()).isEqualTo(Verdict.UNSUPPORTED);
            assertThat(required.detail()).isEqualTo("header.bytes not announced");
            CaseInfo nan = new CaseInfo("n", "n", List.of(), "must", "example", Set.of(), Setting.of("nan"), false, 0);
            assertThat(catchThrowableOfType(VerdictError.class, () -> pool.begin(nan)).detail())
                    .isEqualTo("profile.nan not announced");
            assertThat(catchThrowableOfType(VerdictError.class,
                    () -> pool.begin(Agents.info("excluded", Set.of("!value.words"), false))).detail())
                    .isEqualTo("not applicable: about implementations without value.words");
            assertThat(pool.started()).isEqualTo(1);
        }
    }

    @Test
    void an_unknown_operation_may_be_unsupported() {
        try (AgentPool pool = pool("good"); CaseRun run = pool.begin(Agents.aCase("unknown"))) {
            assertThat(run.call(Request.of("no.such")).outcome()).isEqualTo(Outcome.UNSUPPORTED);
        }
    }

    @Test
    void a_profile_that_is_announced_and_refused_fails_each_case_on_the_same_agent() {
        try (AgentPool pool = pool("no-configure")) {
            for (int i = 0; i < 5; i++) {
                String id = "c" + i;
                VerdictError error = catchThrowableOfType(VerdictError.class, () -> pool.begin(Agents.aCase(id)));
                assertThat(error.verdict()).isEqualTo(Verdict.FAIL);
                assertThat(error.detail()).startsWith("configure in the announced profile tagged was answered with");
            }
            assertThat(pool.started()).isEqualTo(1);
        }
    }

    @Test
    void a_raw_line_is_sent_as_it_is_and_any_id_will_do() {
        try (AgentPool pool = pool("good")) {
            try (CaseRun run = pool.begin(Agents.aCase("raw"))) {
                Answer answer = run.callRaw("no message".getBytes(StandardCharsets.UTF_8));
                assertThat(answer.outcome()).isEqualTo(Outcome.ERROR);
                assertThat(answer.code()).isEqualTo("bad-line");
                assertThat(run.callRaw("{\"id\":70,\"op\":\"ping\"}".getBytes(StandardCharsets.UTF_8)).outcome())
                        .isEqualTo(Outcome.OK);
                run.call(Request.of("ping"));
                assertThat(lastId(run)).as("ids are never used twice").isEqualTo(71);
            }
            idOfPing(pool, "next");
            assertThat(pool.started()).isEqualTo(1);
        }
    }

    @Test
    void a_case_with_a_process_of_its_own_shares_it_with_nobody() {
        try (AgentPool pool = pool("good")) {
            idOfPing(pool, "shared");
            try (CaseRun run = pool.begin(Agents.info("own", Set.of(), true))) {
                assertThat(run.call(Request.of("bye")).outcome()).isEqualTo(Outcome.OK);
                assertThat(catchThrowableOfType(VerdictError.class, () -> run.call(Request.of("ping"))).verdict())
                        .isEqualTo(Verdict.SUITE_DEFECT);
            }
            try (CaseRun run = pool.begin(Agents.info("own input", Set.of(), true))) {
                assertThat(run.closeInput()).isZero();
            }
            assertThat(pool.started()).isEqualTo(3);
            idOfPing(pool, "shared again");
            assertThat(pool.started()).isEqualTo(3);
            assertThat(pool.processes().live()).hasSize(1);
        }
    }

    @Test
    void when_the_restarts_are_spent_every_remaining_case_still_ends_in_a_verdict() {
        try (AgentPool pool = AgentPool.start(
                AgentOptions.of(Agents.bad("hang", dir)).withBudgets(Agents.SHORT).withRestartCap(1))) {
            List<VerdictError> errors = new ArrayList<>();
            long started = 0;
            for (int i = 0; i < 6; i++) {
                String id = "case " + i;
                errors.add(catchThrowableOfType(VerdictError.class, () -> {
                    try (CaseRun run = pool.begin(Agents.aCase(id))) {
                        run.call(classify());
                    }
                }));
                started = i == 1 ? pool.started() : started;
            }
            assertThat(errors).extracting(VerdictError::verdict).containsExactly(Verdict.TIMEOUT, Verdict.TIMEOUT,
                    Verdict.CRASH, Verdict.CRASH, Verdict.CRASH, Verdict.CRASH);
            assertThat(errors.getLast().detail())
                    .startsWith("the cap of 1 restarts is spent; the last reason: timeout:");
            assertThat(pool.started()).isEqualTo(started);
        }
    }

    @Test
    void a_program_that_does_not_start_is_given_up_after_three_attempts() {
        try (AgentPool pool = AgentPool.start(AgentOptions.of(List.of("/nonexistent/agent", "--flag")))) {
            for (int i = 0; i < 10; i++) {
                VerdictError error = catchThrowableOfType(VerdictError.class, () -> pool.begin(Agents.aCase("x")));
                assertThat(error.verdict()).isEqualTo(Verdict.CRASH);
                assertThat(error.detail()).contains("the agent did not start").contains("/nonexistent/agent");
            }
            assertThat(pool.started()).isEqualTo(RestartCap.STARTS_IN_A_ROW);
        }
    }

    @Test
    void a_second_answer_after_the_case_harms_no_other_case_and_is_not_forgotten() throws Exception {
        try (AgentPool pool = pool("afterthought")) {
            try (CaseRun run = pool.begin(Agents.aCase("twice"))) {
                run.call(classify());
            }
            AgentProcess process = pool.processes().live().iterator().next();
            Files.createFile(dir.resolve("go"));
            while (process.isQuiet()) {
                Thread.onSpinWait();
            }
            idOfPing(pool, "innocent");
            assertThat(pool.started()).isEqualTo(2);
            assertThat(pool.strays()).singleElement().satisfies(stray -> {
                assertThat(stray.caseId()).isEqualTo("twice");
                assertThat(stray.verdict()).isEqualTo(Verdict.PROTOCOL_ERROR);
            });
        }
    }

    @Test
    void an_agent_that_dies_between_two_cases_is_replaced() throws Exception {
        try (AgentPool pool = pool("good")) {
            idOfPing(pool, "before");
            ProcessHandle handle = ProcessHandle.of(pool.processes().live().iterator().next().pid()).orElseThrow();
            handle.destroyForcibly();
            handle.onExit().get(5, TimeUnit.SECONDS);
            idOfPing(pool, "after");
            assertThat(pool.started()).isEqualTo(2);
            assertThat(pool.strays()).singleElement()
                    .satisfies(stray -> assertThat(stray.caseId()).isEqualTo("before"));
        }
    }

    @Test
    void validation_finds_the_fault_of_the_suite_as_well() {
        try (AgentPool pool = AgentPool.start(AgentOptions.of(Agents.bad("good", dir)).withValidate(true));
                CaseRun run = pool.begin(Agents.aCase("ours"))) {
            Request request = Request.of("value.classify");
            request.members().put("word", 8);
            VerdictError error = catchThrowableOfType(VerdictError.class, () -> run.call(request));
            assertThat(error.verdict()).isEqualTo(Verdict.SUITE_DEFECT);
            assertThat(error.detail()).contains("/word");
        }
    }

    @Test
    void many_threads_share_two_agents() throws Exception {
        try (AgentPool pool = AgentPool.start(AgentOptions.of(Agents.bad("good", dir)).withAgents(2));
                ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Set<Long>>> work = new ArrayList<>();
            for (int t = 0; t < 6; t++) {
                String name = "t" + t + "-";
                work.add(() -> {
                    Set<Long> ids = new HashSet<>();
                    for (int i = 0; i < 300; i++) {
                        ids.add(idOfPing(pool, name + i));
                    }
                    return ids;
                });
            }
            for (Future<Set<Long>> done : threads.invokeAll(work)) {
                assertThat(done.get()).isNotEmpty();
            }
            assertThat(pool.started()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void a_closed_pool_lends_nothing_and_has_no_process() {
        AgentPool pool = pool("good");
        CaseRun open = pool.begin(Agents.aCase("open"));
        pool.close();
        pool.close();
        assertThat(pool.processes().live()).isEmpty();
        assertThat(catchThrowableOfType(VerdictError.class, () -> pool.begin(Agents.aCase("late"))).verdict())
                .isEqualTo(Verdict.SUITE_DEFECT);
        open.close();
        assertThat(pool.processes().live()).isEmpty();
    }

    private AgentPool pool(String mode) {
        return AgentPool.start(AgentOptions.of(Agents.bad(mode, dir)));
    }

    private static long idOfPing(AgentPool pool, String caseId) {
        try (CaseRun run = pool.begin(Agents.aCase(caseId))) {
            assertThat(run.call(Request.of("ping")).outcome()).isEqualTo(Outcome.OK);
            return lastId(run);
        }
    }

    private static long lastId(CaseRun run) {
        Matcher id = ID.matcher(run.transcript().getLast().sent());
        assertThat(id.find()).isTrue();
        return Long.parseLong(id.group(1));
    }

    private static Request classify() {
        Request request = Request.of("value.classify");
        request.members().put("word", "0x8");
        return request;
    }
}
