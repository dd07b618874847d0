package dev.jetvm.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.session.FailureKind;
import dev.jetvm.conformance.session.VerdictError;
import dev.jetvm.conformance.testing.ScriptedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left out of a case that an implementation cannot observe, and which of several differences its verdict names. */
class CaseExecutionTest {
    private static final String COLLECT = "{request: {op: gc.collect, kind: full}, "
            + "expect: {outcome: ok, value: {reclaimedObjects: 3, copiedObjects: 1}}}";
    private static final String READ = "{request: {op: heap.read, object: $a}, expect: {outcome: ok, value: {bytes: \"QQ==\"}}}";
    private static final String VERIFY = "{when: [heap.verify], request: {op: heap.verify}, "
            + "expect: {outcome: ok, value: {problems: []}}}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void leave() {
        CurrentCase.exit();
    }

    @Test
    void a_case_needs_what_it_cannot_do_without() throws IOException {
        assertThat(read(COLLECT, READ, VERIFY).requires()).containsExactlyInAnyOrder("gc.collect", "heap.core");
    }

    @Test
    void a_case_that_would_compare_nothing_needs_its_observations() throws IOException {
        assertThat(read(COLLECT, VERIFY).requires()).containsExactlyInAnyOrder("gc.collect", "gc.counters",
                "heap.policy",
                "heap.verify");
    }

    @Test
    void a_member_of_a_request_needs_its_feature() throws IOException {
        assertThat(
                read("{request: {op: heap.alloc, into: $a, align: 64}, expect: {outcome: ok, value: {total: 3}}}", READ)
                        .requires())
                .containsExactlyInAnyOrder("heap.core", "heap.align");
    }

    @Test
    void what_is_not_announced_is_neither_sent_nor_compared() throws IOException {
        ScriptedSession core = session("3", "QQ==", "heap.core", "gc.collect");
        assertThatCode(() -> play(core, COLLECT, READ, VERIFY)).doesNotThrowAnyException();
        assertThat(core.asked()).hasSize(2).noneMatch(line -> line.contains("heap.verify"));
    }

    private static final String RUN = "{request: {op: vm.run, module: \"\"}, expect: {outcome: ok, value: {stdout: x, stack: 0, "
            + "panic: {code: bounds, trace: [{function: f, line: 3}, {function: main}]}}}}";

    private static ScriptedSession machine(String stdout, String panic, String... features) {
        Set<String> offered = Set.of(features);
        return new ScriptedSession(_ -> "{\"outcome\":\"ok\",\"value\":{\"stdout\":\"" + stdout
                + "\",\"stack\":0,\"panic\":" + panic + "}}", offered::contains);
    }

    @Test
    void a_machine_without_traces_and_lines_is_compared_by_what_it_writes_and_its_code() throws IOException {
        assertThat(read(RUN).requires()).containsExactly("vm.run");
        assertThatCode(() -> play(machine("x", "{\"code\":\"bounds\"}", "vm.run"), RUN)).doesNotThrowAnyException();
        assertThat(failure(machine("y", "{\"code\":\"bounds\"}", "vm.run"), RUN).kind())
                .isEqualTo(FailureKind.WRONG_RESULT);
        assertThat(failure(machine("x", "{\"code\":\"type\"}", "vm.run"), RUN).detail())
                .startsWith("value.panic.code");
    }

    @Test
    void a_trace_without_lines_has_its_frames_compared() throws IOException {
        String frames = "{\"code\":\"bounds\",\"trace\":[{\"function\":\"f\"},{\"function\":\"main\"}]}";
        assertThatCode(() -> play(machine("x", frames, "vm.run", "vm.trace"), RUN)).doesNotThrowAnyException();
        VerdictError order = failure(machine("x", frames.replace("\"f\"", "\"g\""), "vm.run", "vm.trace"), RUN);
        assertThat(order.detail()).startsWith("value.panic.trace[0].function");
        assertThat(order.kind()).isEqualTo(FailureKind.COUNTER);
        assertThat(failure(machine("x", frames, "vm.run", "vm.trace", "vm.lines"), RUN).kind())
                .isEqualTo(FailureKind.MISSING);
    }

    @Test
    void a_wrong_trace_is_a_wrong_result_in_a_case_about_traces() throws IOException {
        String frames = "{\"code\":\"bounds\",\"trace\":[{\"function\":\"main\"},{\"function\":\"main\"}]}";
        CorpusCase one = read("DBG-04", List.of(RUN));
        assertThat(one.requires()).containsExactlyInAnyOrder("vm.run", "vm.trace");
        CurrentCase.enter(machine("x", frames, "vm.run", "vm.trace"), one.info(1));
        VerdictError error = catchThrowableOfType(VerdictError.class, () -> CaseExecution.play(one));
        assertThat(error.kind()).isEqualTo(FailureKind.WRONG_RESULT);
        assertThat(error.detail()).startsWith("value.panic.trace[0].function");
    }

    @Test
    void a_wrong_counter_alone_is_a_counter() throws IOException {
        assertThat(failure(session("2", "QQ==", "heap.core", "gc.collect", "gc.counters")).kind())
                .isEqualTo(FailureKind.COUNTER);
    }

    @Test
    void wrong_contents_outrank_a_counter_that_was_wrong_before() throws IOException {
        VerdictError error = failure(session("2", "Qg==", "heap.core", "gc.collect", "gc.counters"));
        assertThat(error.kind()).isEqualTo(FailureKind.WRONG_RESULT);
        assertThat(error.detail()).startsWith("step 2, value.bytes: expected bytes 41, observed bytes 42");
    }

    @Test
    void a_counter_outranks_a_member_that_is_missing() throws IOException {
        ScriptedSession session = new ScriptedSession(line -> line.contains("collect")
                ? "{\"outcome\":\"ok\",\"value\":{\"copiedObjects\":9}}"
                : "{\"outcome\":\"ok\",\"value\":{\"bytes\":\"QQ==\"}}", _ -> true);
        assertThat(failure(session).kind()).isEqualTo(FailureKind.COUNTER);
    }

    @Test
    void refusals_have_their_kinds() throws IOException {
        String refused = "{request: {op: heap.read, object: $a}, expect: {outcome: panic, code: bounds}}";
        assertThat(failure(answering("{\"outcome\":\"ok\",\"value\":{}}"), refused).kind())
                .isEqualTo(FailureKind.ACCEPTED);
        assertThat(failure(answering("{\"outcome\":\"panic\",\"code\":\"type\"}"), refused).kind())
                .isEqualTo(FailureKind.OTHER_CODE);
        assertThat(failure(answering("{\"outcome\":\"panic\",\"code\":\"type\"}"), READ).kind())
                .isEqualTo(FailureKind.WRONG_RESULT);
    }

    private static ScriptedSession answering(String answer) {
        return new ScriptedSession(_ -> answer);
    }

    private static ScriptedSession session(String reclaimed, String bytes, String... features) {
        Set<String> offered = Set.of(features);
        return new ScriptedSession(line -> line.contains("collect")
                ? "{\"outcome\":\"ok\",\"value\":{\"reclaimedObjects\":" + reclaimed + ",\"copiedObjects\":1}}"
                : "{\"outcome\":\"ok\",\"value\":{\"bytes\":\"" + bytes + "\"}}", offered::contains);
    }

    private VerdictError failure(ScriptedSession session) throws IOException {
        return failure(session, COLLECT, READ);
    }

    private VerdictError failure(ScriptedSession session, String... steps) throws IOException {
        CorpusCase one = read(steps);
        CurrentCase.enter(session, one.info(1));
        return catchThrowableOfType(VerdictError.class, () -> CaseExecution.play(one));
    }

    private void play(ScriptedSession session, String... steps) throws IOException {
        CorpusCase one = read(steps);
        CurrentCase.enter(session, one.info(1));
        CaseExecution.play(one);
    }

    private CorpusCase read(String... steps) throws IOException {
        return read("A-01", List.of(steps));
    }

    private CorpusCase read(String rule, List<String> steps) throws IOException {
        Files.writeString(folder.resolve("cases.yaml"), "format: jet-cases/1\nchapter: test\ncases:\n"
                + "  - id: a\n    title: t\n    rules: [" + rule + "]\n    steps:\n      - "
                + String.join("\n      - ", steps) + "\n");
        return Corpus.load(folder).getFirst();
    }
}
