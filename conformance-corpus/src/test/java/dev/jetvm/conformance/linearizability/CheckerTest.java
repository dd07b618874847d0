package dev.jetvm.conformance.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.jetvm.conformance.history.History;
import dev.jetvm.conformance.history.HistoryError;
import dev.jetvm.conformance.history.HistoryFormat;
import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Values;
import dev.jetvm.conformance.testing.HistorySimulation;
import dev.jetvm.conformance.testing.HistorySimulation.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CheckerTest {
    private static final Limits LIMITS = new Limits(64L << 20, Duration.ofMinutes(2));

    /** Judges lines of {@code thread op arg -> outcome result start end}, written as JSON without the braces. */
    private static Judgement check(String model, Map<String, String> parameters, String text) {
        History history = HistoryFormat.jsonl.read(text.lines().map(line -> "{\"thread\": " + line + "}").toList());
        return Checker.within(LIMITS).check(history.operations(), Models.of(model, parameters));
    }

    private static Verdict verdict(String model, String text) {
        return check(model, Map.of(), text).verdict();
    }

    @Test
    void realTimeOrderCounts() {
        String stale = """
                "a", "op": "write", "arg": 1, "start": 0, "end": 1
                "a", "op": "write", "arg": 2, "start": 2, "end": 3
                "b", "op": "read", "result": 1, "start": %d, "end": 9
                """;
        assertThat(verdict("register", stale.formatted(3))).isEqualTo(Verdict.LINEARIZABLE);
        assertThat(verdict("register", stale.formatted(4))).isEqualTo(Verdict.NOT_LINEARIZABLE);
    }

    @Test
    void aPendingOperationTakesEffectLaterOrNever() {
        String lost = """
                "a", "op": "write", "arg": 1, "start": 0, "outcome": "timeout"
                "b", "op": "read", "result": %s, "start": 5, "end": 6
                "b", "op": "read", "result": %s, "start": 7, "end": 8
                """;
        assertThat(verdict("register", lost.formatted(null, null))).isEqualTo(Verdict.LINEARIZABLE);
        assertThat(verdict("register", lost.formatted(null, 1))).isEqualTo(Verdict.LINEARIZABLE);
        assertThat(verdict("register", lost.formatted(1, null))).isEqualTo(Verdict.NOT_LINEARIZABLE);
    }

    @Test
    void aLostRaceNeedsAWinner() {
        String race = """
                "owner", "op": "push", "arg": 1, "start": 0, "end": 1
                "owner", "op": "pop", "result": 1, "start": %d, "end": 9
                "thief", "op": "steal", "outcome": "contended", "start": 3, "end": 5
                """;
        assertThat(verdict("deque", race.formatted(4))).isEqualTo(Verdict.LINEARIZABLE);
        Judgement judgement = check("deque", Map.of(), race.formatted(6));
        assertThat(judgement.verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
        assertThat(judgement.reason()).isEqualTo(
                "steal() -> contended lost a race, but no successful pop or steal overlaps it");
        assertThat(judgement.failure().orElseThrow().culprit().orElseThrow().thread()).isEqualTo("thief");
    }

    @Test
    void thieves() {
        assertThat(verdict("deque", """
                "owner", "op": "push", "arg": 1, "start": 0, "end": 1
                "owner", "op": "push", "arg": 2, "start": 2, "end": 3
                "thief", "op": "steal", "result": 2, "start": 4, "end": 5
                """)).as("a thief takes the oldest").isEqualTo(Verdict.NOT_LINEARIZABLE);
    }

    @Test
    void anUnbufferedChannelNeedsASendAndAReceiveAtTheSameTime() {
        String pair = """
                "a", "object": "c", "op": "send", "arg": 1, "start": 0, "end": 4
                "b", "object": "c", "op": "recv", "result": 1, "start": %d, "end": 9
                "c", "object": "c", "op": "close", "start": 10, "end": 11
                "b", "object": "c", "op": "recv", "outcome": "closed", "start": 12, "end": 13
                """;
        assertThat(verdict("channel", pair.formatted(3))).isEqualTo(Verdict.LINEARIZABLE);
        assertThat(verdict("channel", pair.formatted(5))).isEqualTo(Verdict.NOT_LINEARIZABLE);
        assertThat(check("channel", Map.of("capacity", "1"), pair.formatted(5)).verdict())
                .isEqualTo(Verdict.LINEARIZABLE);
    }

    @Test
    void selectJoinsTheChannelsOfItsCases() {
        String text = """
                "a", "op": "select", "arg": [["recv", "c"], ["send", "d", 7]], "result": [1], "start": 0, "end": 5
                "b", "object": "d", "op": "recv", "result": 7, "start": 1, "end": 4
                "x", "object": "e", "op": "send", "arg": 1, "start": 1, "outcome": "cancelled"
                "y", "object": "c", "op": "send", "arg": 3, "start": 1, "end": %s
                """;
        Judgement right = check("channel", Map.of(), text.formatted("9, \"outcome\": \"pending\""));
        assertThat(right.verdict()).isEqualTo(Verdict.LINEARIZABLE);
        assertThat(right.objects()).as("c and d, e").isEqualTo(2);
        Judgement wrong = check("channel", Map.of(), text.formatted("9"));
        assertThat(wrong.verdict()).as("both cases cannot win").isEqualTo(Verdict.NOT_LINEARIZABLE);
        assertThat(wrong.failure().orElseThrow().object()).isEqualTo("c, d");
    }

    @Test
    void objectsAreIndependent() {
        Judgement judgement = check("key-value", Map.of(), """
                "a", "key": "x", "op": "put", "arg": 1, "start": 0, "end": 1
                "a", "key": "y", "op": "put", "arg": 1, "start": 2, "end": 3
                "b", "key": "x", "op": "get", "result": 1, "start": 4, "end": 5
                "b", "key": "y", "op": "get", "result": null, "start": 6, "end": 7
                """);
        assertThat(judgement.objects()).isEqualTo(2);
        Failure failure = judgement.failure().orElseThrow();
        assertThat(failure.object()).isEqualTo("y");
        assertThat(failure.states()).containsExactly("1");
        assertThat(failure.answers()).containsExactly("1");
        assertThat(failure.prefix()).extracting(Operation::text).containsExactly("put(1) -> ok", "get() -> pending");
    }

    @Test
    void aFailureIsShrunk() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("\"a\", \"op\": \"push\", \"arg\": %d, \"start\": %d, \"end\": %d\n".formatted(i, 4 * i,
                    4 * i + 1));
            text.append("\"b\", \"op\": \"pop\", \"result\": %d, \"start\": %d, \"end\": %d\n"
                    .formatted(i == 150 ? 149 : i == 149 ? 150 : i, 4 * i + 2, 4 * i + 3));
        }
        Failure failure = check("queue", Map.of(), text.toString()).failure().orElseThrow();
        assertThat(failure.culprit().orElseThrow().text()).isEqualTo("pop() -> 150");
        assertThat(failure.shrunk()).extracting(Operation::text).containsExactly("pop() -> 150");
        assertThat(failure.answers()).containsExactly("149");
    }

    @Test
    void aLimitOfMemoryGivesUnknownWithAReason() {
        List<Operation> hard = manyPendingWrites();
        Judgement judgement = Checker.within(new Limits(1 << 16, Duration.ofMinutes(2))).check(hard,
                Models.of("register", Map.of()));
        assertThat(judgement.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judgement.reason()).contains("memory").contains("--memory");
    }

    @Test
    void aLimitOfTimeGivesUnknownWithAReasonAndProgressIsTold() {
        List<Limits.Moment> moments = new ArrayList<>();
        Judgement judgement = Checker.within(new Limits(1L << 40, Duration.ofMillis(400), moments::add))
                .check(manyPendingWrites(), Models.of("register", Map.of()));
        assertThat(judgement.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(judgement.reason()).contains("time limit").contains("--time-limit");
        assertThat(moments).isNotEmpty().allSatisfy(moment -> {
            assertThat(moment.activity()).isEqualTo("the object");
            assertThat(moment.ordered()).isLessThanOrEqualTo(moment.operations());
        });
    }

    /** Writes of many values that may have taken effect, and at last a value that none of them wrote. */
    private static List<Operation> manyPendingWrites() {
        List<History.Timed> timed = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            timed.add(new History.Timed("w" + i, "", "write", (long) i, false, "pending", Values.ABSENT, i, 0,
                    List.of(), 0));
        }
        timed.add(new History.Timed("r", "", "read", Values.NIL, true, "ok", -1L, 100, 200, List.of(), 0));
        return History.of("register", Map.of(), timed, 0).operations();
    }

    @Test
    void tenThousandOperationsNeedNoDeepStack() {
        Model<Object> register = new RegisterModel(true, Values.NIL);
        List<History.Timed> timed = new HistorySimulation<>(register, new Size(3, 10_000, 0), 5)
                .run((random, _, _) -> Samples.call("cas-register", random, (long) random.nextInt(9)));
        Judgement judgement = Checker.within(LIMITS).check(History.of("", Map.of(), timed, 0).operations(), register);
        assertThat(judgement.verdict()).isEqualTo(Verdict.LINEARIZABLE);
        assertThat(judgement.operations()).isEqualTo(10_000);
    }

    /** Without a rule for equal operations each subset of them would be a configuration. */
    @Test
    void equalPendingOperationsAreTriedInOneOrder() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append("{\"thread\": %d, \"op\": \"increment\", \"start\": %d}\n".formatted(i, i));
        }
        text.append("{\"thread\": \"r\", \"op\": \"read\", \"result\": 61, \"start\": 100, \"end\": 101}\n");
        Judgement judgement = Checker.within(new Limits(1 << 20, Duration.ofMinutes(2)))
                .check(HistoryFormat.jsonl.read(text.toString().lines().toList()).operations(), new CounterModel());
        assertThat(judgement.verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
    }

    @Test
    void theModelOfTheBookNeedsNoMoreThanThreeMethods() {
        List<Operation> operations = HistoryFormat.jsonl.read("""
                {"thread": "a", "op": "increment", "start": 0, "end": 3}
                {"thread": "b", "op": "increment", "start": 1, "end": 4}
                {"thread": "a", "op": "read", "result": 1, "start": 5, "end": 6}
                """.lines().toList()).operations();
        Failure failure = Checker.within(LIMITS).check(operations, new CounterModel()).failure().orElseThrow();
        assertThat(failure.answers()).containsExactly("2");
        assertThat(failure.shrunk()).hasSize(3);
    }

    @Test
    void whatAModelDoesNotKnowIsAnErrorWithItsLine() {
        assertThatThrownBy(() -> check("stack", Map.of(), "\"a\", \"op\": \"enqueue\", \"arg\": 1, \"start\": 1"))
                .isInstanceOfSatisfying(HistoryError.class, error -> assertThat(error.place("f")).isEqualTo("f:1"))
                .hasMessage("the model has no operation enqueue; it has pop, push. Is it the right --model?");
        assertThatThrownBy(() -> check("cas-register", Map.of(), "\"a\", \"op\": \"cas\", \"arg\": 1, \"start\": 1"))
                .hasMessageContaining("needs two values");
        assertThatThrownBy(() -> Models.of("heap", Map.of()))
                .hasMessageContaining("there is no model heap; choose one");
        assertThatThrownBy(() -> Models.of("set", Map.of("capacity", "1"))).hasMessageContaining("has no parameter");
        assertThatThrownBy(() -> Models.of("queue", Map.of("capacity", "x"))).hasMessageContaining("number of values");
    }

    /** A deque with one word for an empty deque and a lost race: empty is questioned where nothing was taken meanwhile. */
    @Test
    void in_the_weaker_model_of_a_deque_a_lost_race_may_be_called_empty() {
        String raced = """
                0, "op": "push", "arg": 1, "start": 1, "end": 2
                0, "op": "push", "arg": 2, "start": 3, "end": 4
                1, "op": "steal", "result": 1, "start": 5, "end": 8
                2, "op": "steal", "outcome": "empty", "start": 6, "end": 7
                0, "op": "pop", "result": 2, "start": 9, "end": 10""";
        String alone = """
                0, "op": "push", "arg": 1, "start": 1, "end": 2
                2, "op": "steal", "outcome": "empty", "start": 3, "end": 4
                0, "op": "pop", "result": 1, "start": 5, "end": 6""";
        Map<String, String> weaker = Map.of("contended", "false");

        assertThat(check("deque", Map.of(), raced).verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
        assertThat(check("deque", weaker, raced).verdict()).isEqualTo(Verdict.LINEARIZABLE);
        Judgement refused = check("deque", weaker, alone);
        assertThat(refused.verdict()).isEqualTo(Verdict.NOT_LINEARIZABLE);
        assertThat(refused.failure().orElseThrow().culprit().orElseThrow().text()).isEqualTo("steal() -> empty");
    }

    @Test
    void a_failure_is_the_same_after_it_was_written_into_a_report() {
        Judgement judgement = check("deque", Map.of(), """
                0, "op": "push", "arg": 1, "start": 1, "end": 2
                0, "op": "push", "arg": 2, "start": 3, "end": 4
                1, "op": "steal", "result": 2, "start": 5, "end": 8
                0, "op": "pop", "start": 6""");
        Failure failure = judgement.failure().orElseThrow();

        Failure read = FailureJson.read(FailureJson.write(failure));

        assertThat(read.culprit().orElseThrow().text()).isEqualTo("steal() -> 2");
        assertThat(read.shrunk().stream().map(Operation::text))
                .containsExactlyElementsOf(failure.shrunk().stream().map(Operation::text).toList());
        assertThat(read.prefix()).extracting(Operation::start, Operation::end, Operation::thread)
                .containsExactlyElementsOf(failure.prefix().stream()
                        .map(each -> tuple(each.start(), each.end(), each.thread()))
                        .toList());
        assertThat(read.answered()).isEqualTo(failure.answered());
        assertThat(read.states()).isEqualTo(failure.states());
        assertThat(read.answers()).isEqualTo(failure.answers());
    }
}
