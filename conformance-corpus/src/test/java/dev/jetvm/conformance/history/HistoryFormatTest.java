package dev.jetvm.conformance.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HistoryFormatTest {

    private static History read(String text) {
        List<String> lines = text.lines().toList();
        return HistoryFormat.of(lines).read(lines);
    }

    private static List<String> texts(History history) {
        return history.operations().stream().map(each -> each.thread() + " " + each.text() + " " + each.start() + ".."
                + (each.pending() ? "" : each.end())).toList();
    }

    @Test
    void operationsHaveRanksOfTheirTimes() {
        History history = read("""
                {"history": 1, "model": "queue", "params": {"capacity": 4}}
                {"thread": "b", "op": "dequeue", "result": 1, "start": 30, "end": 70}

                {"thread": "a", "object": "q", "op": "enqueue", "arg": 1, "start": -5, "end": 40}
                {"thread": 7, "key": "k", "op": "dequeue", "start": 50}
                """);
        assertThat(history.model()).isEqualTo("queue");
        assertThat(history.parameters()).containsEntry("capacity", "4");
        assertThat(texts(history)).containsExactly("a enqueue(1) -> ok 0..2", "b dequeue() -> 1 1..4",
                "7 dequeue() -> pending 3..");
        assertThat(history.operations()).extracting(Operation::object).containsExactly("q", "", "k");
        assertThat(history.operations()).extracting(Operation::line).containsExactly(4, 2, 5);
    }

    @Test
    void operationsAtTheSameTimeOverlap() {
        History history = read("""
                {"thread": "a", "op": "write", "arg": 1, "start": 1, "end": 5}
                {"thread": "b", "op": "write", "arg": 2, "start": 5, "end": 5}
                """);
        assertThat(history.operations().getFirst().overlaps(history.operations().getLast())).isTrue();
    }

    @Test
    void eventsAreSortedByTimeAndJoinedById() {
        History history = read("""
                {"event": "return", "thread": "a", "id": 1, "outcome": "empty", "time": 9}
                {"event": "invoke", "thread": "a", "id": 2, "op": "push", "arg": [1, null, {"x": 1.5}], "time": 4}
                {"event": "invoke", "thread": "a", "id": 1, "op": "pop", "time": 3}
                {"event": "return", "thread": "a", "id": 2, "time": 5}
                """);
        assertThat(texts(history)).containsExactly("a pop() -> empty 0..3", "a push([1, nil, {x: 1.5}]) -> ok 1..2");
    }

    @Test
    void anOperationMaySuspendMoreThanOnceAndStayPendingUntilItsAnswer() {
        History history = read("""
                {"event": "invoke", "thread": "a", "op": "recv"}
                {"event": "suspend", "thread": "a"}
                {"event": "invoke", "thread": "b", "op": "send", "arg": 1}
                {"event": "resume", "thread": "a"}
                {"event": "suspend", "thread": "a"}
                {"event": "return", "thread": "b", "outcome": "cancelled"}
                {"event": "return", "thread": "a", "outcome": "pending"}
                {"event": "return", "thread": "a", "result": 1}
                """);
        assertThat(texts(history)).containsExactly("a recv() -> 1 0..2", "b send(1) -> pending 1..");
        assertThat(history.operations().getFirst().suspensions()).containsExactly(new Operation.Suspension(1, 2),
                new Operation.Suspension(2, Operation.NEVER));
    }

    @Test
    void ednIsReadAsJepsenWritesIt() {
        History history = read("""
                ; a comment, and a vector of records with tags
                [#jepsen.history.Op{:index 1, :process 0, :type :ok, :f :write, :value 3, :time 7}
                 {:index 0 :process 0 :type :invoke :f :write :value 3} #_ {:process 9}
                 {:index 2, :process :nemesis, :type :info, :f :partition, :value nil}
                 {:index 3, :process 1, :type :invoke, :f :cas, :value [3 4]}
                 {:index 4, :process 1, :type :fail, :f :cas, :value [3 4]}
                 {:index 5, :process 2, :type :invoke, :f :read, :value nil}
                 {:index 6, :process 2, :type :ok, :f :read, :value nil}
                 {:index 7, :process 2, :type :invoke, :f :read, :value nil}
                 {:index 8, :process 2, :type :info, :f :read, :value nil, :error "a \\"quoted\\" text"}]
                """);
        assertThat(texts(history)).containsExactly("0 write(3) -> ok 0..1", "2 read() -> nil 2..3",
                "2 read() -> pending 4..");
        assertThat(history.leftOut()).as("the nemesis, and a failure without effect").isEqualTo(2);
    }

    @Test
    void logsOfPorcupineAreRead() {
        History etcd = read("""
                INFO  jepsen.util - 0\t:invoke\t:cas\t[0 3]
                some other line of the log
                INFO  jepsen.util - 1\t:invoke\t:read\tnil
                INFO  jepsen.util - 0\t:fail\t:cas\t[0 3]
                INFO  jepsen.util - 1\t:info\t:read\t:timed-out
                """);
        assertThat(etcd.model()).isEqualTo("cas-register");
        assertThat(texts(etcd)).containsExactly("0 cas([0, 3]) -> fail 0..2", "1 read() -> pending 1..");
        History store = read("""
                {:process 0, :type :invoke, :f :append, :key "k", :value "x y"}
                {:process 1, :type :invoke, :f :get, :key "k", :value nil}
                {:process 0, :type :ok, :f :append, :key "k", :value "x y"}
                {:process 1, :type :ok, :f :get, :key "k", :value ""}
                """);
        assertThat(store.model()).isEqualTo("key-value");
        assertThat(store.operations()).extracting(Operation::object).containsOnly("k");
        assertThat(texts(store)).containsExactly("0 append(\"x y\") -> ok 0..2", "1 get() -> \"\" 1..3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"thread": "a", "op": 3, "start": 1, "end": 2, "outcome": "ok"}  | f:1    | no text "op"
            {"thread": "a", "op": "x", "start": 1, "start": 2}               | f:1:   | Duplicate
            {"thread": "a", "op": "x", "start": 3, "end": 2}                 | f:1    | before its start
            {"thread": "a", "op": "x", "start": 1.5}                         | f:1    | has to be an integer
            {"op": "x", "start": 1}                                          | f:1    | no "thread"
            {"thread": "a", "op": "x", "begin": 1}                           | f:1    | "begin" is unknown
            {"thread": "a", "op": "x", "start": 1, "outcome": "done"}        | f:1    | It is one of ok, fail
            {"thread": "a", "event": "end"}                                  | f:1    | Events are invoke
            {"event": "return", "thread": "a"}                               | f:1    | not in progress
            {"history": 2}                                                   | f:1    | this program reads version 1
            {"thread": "a", }                                                | f:1:17 | not JSON
            {:process 0, :type :invoke, :f :read                             | f:1    | A bracket is missing
            {:process 0, :type :invoke, :value}                              | f:1:35 | key without a value
            {:process 0, :type :invoke}                                      | f:1    | needs :process, :type and :f
            {:process 0, :type :done, :f :read}                              | f:1    | It is :invoke, :ok, :fail or :info
            [ ]]                                                             | f:1:4  | closes nothing
            INFO  jepsen.util - 0 :invoke                                    | f:1    | cut off
            no history                                                       | f:1:1  | a line of JSON begins with
            """)
    void faultsHaveAPlaceAndAHint(String text, String place, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(HistoryError.class, error -> {
            assertThat(error.place("f")).startsWith(place);
            assertThat(error).hasMessageContaining(message);
        });
    }

    @Test
    void aThreadHasOneOperationAtATimeUnlessIdsTellThemApart() {
        String twice = """
                {"event": "invoke", "thread": "a", "op": "read"}
                {"event": "invoke", "thread": "a", "op": "read"}
                """;
        assertThatThrownBy(() -> read(twice)).hasMessageContaining("while its operation of line 1 is in progress");
        assertThat(read(twice.replace("{\"event", "{\"id\": \"ID\", \"event").replaceFirst("ID", "x")).operations())
                .hasSize(2);
        assertThatThrownBy(() -> read(twice.replace("}", ", \"id\": 1}"))).hasMessageContaining("second operation");
    }

    @Test
    void someEventsWithTimesAndSomeWithoutAreRefused() {
        assertThatThrownBy(() -> read("""
                {"event": "invoke", "thread": "a", "op": "read"}
                {"event": "return", "thread": "a", "result": 1, "time": 4}
                """)).hasMessageContaining("Give all of them a time, or none");
    }

    @Test
    void anEmptyFileIsNoHistory() {
        assertThatThrownBy(() -> read("\n\n")).hasMessageContaining("without a line of a history");
    }
}
