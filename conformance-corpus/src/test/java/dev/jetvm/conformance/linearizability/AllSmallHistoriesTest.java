package dev.jetvm.conformance.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker is compared with the definition on every history of a few operations, whatever their order in time. */
final class AllSmallHistoriesTest {
    /** What an operation may be, {@code pending} as the outcome of one without an answer. */
    private record Kind(String name, Object argument, String outcome, Object result) {}

    private static Kind kind(String name, Object argument, Object answer) {
        boolean outcome = answer instanceof String;
        return new Kind(name, argument, outcome ? (String) answer : Outcomes.OK, outcome ? Values.ABSENT : answer);
    }

    static Stream<Arguments> models() {
        Object nil = Values.NIL;
        return Stream.of(
                Arguments.of("register", 4, List.of(kind("write", 0L, "ok"), kind("write", 1L, "ok"),
                        kind("write", 1L, "pending"), kind("read", nil, nil), kind("read", nil, 0L),
                        kind("read", nil, 1L))),
                Arguments.of("queue", 4, List.of(kind("enqueue", 0L, "ok"), kind("enqueue", 1L, "ok"),
                        kind("enqueue", 1L, "pending"), kind("dequeue", nil, 0L), kind("dequeue", nil, 1L),
                        kind("dequeue", nil, "empty"), kind("dequeue", nil, "pending"))),
                Arguments.of("deque", 4, List.of(kind("push", 0L, "ok"), kind("push", 1L, "ok"), kind("pop", nil, 0L),
                        kind("pop", nil, "empty"), kind("steal", nil, 1L), kind("steal", nil, "contended"),
                        kind("steal", nil, "pending"))),
                Arguments.of("channel", 4, List.of(kind("send", 0L, "ok"), kind("send", 1L, "pending"),
                        kind("recv", nil, 0L), kind("recv", nil, 1L), kind("recv", nil, "pending"),
                        kind("recv", nil, "closed"), kind("close", nil, "ok"))),
                Arguments.of("mutex", 4, List.of(kind("lock", nil, "ok"), kind("lock", nil, "pending"),
                        kind("tryLock", nil, "fail"), kind("unlock", nil, "ok"), kind("unlock", nil, "fail"))));
    }

    @ParameterizedTest
    @MethodSource("models")
    void haveTheVerdictOfTheDefinition(String name, int most, List<Kind> kinds) {
        Model<?> model = Models.of(name, Map.of());
        int[] counts = new int[2];
        for (int size = 1; size <= most; size++) {
            List<int[][]> orders = new ArrayList<>();
            orders(new int[size][2], 0, 0, 0, orders);
            for (int code = 0; code < Math.pow(kinds.size(), size); code++) {
                for (int[][] order : orders) {
                    counts[agrees(model, history(order, code, kinds)) ? 1 : 0]++;
                }
            }
        }
        assertThat(counts[0]).as("not linearizable").isGreaterThan(1000);
        assertThat(counts[1]).as("linearizable").isGreaterThan(1000);
    }

    /** All orders of calls and returns in which the operations are numbered by their calls. */
    private static void orders(int[][] times, int called, int returned, int clock, List<int[][]> all) {
        int size = times.length;
        if (returned == (1 << size) - 1) {
            all.add(Stream.of(times).map(int[]::clone).toArray(int[][]::new));
            return;
        }
        if (called < size) {
            times[called][0] = clock;
            orders(times, called + 1, returned, clock + 1, all);
        }
        for (int i = 0; i < called; i++) {
            if ((returned & 1 << i) == 0) {
                times[i][1] = clock;
                orders(times, called, returned | 1 << i, clock + 1, all);
            }
        }
    }

    private static List<Operation> history(int[][] times, int code, List<Kind> kinds) {
        List<Operation> history = new ArrayList<>();
        int rest = code;
        for (int i = 0; i < times.length; i++) {
            Kind kind = kinds.get(rest % kinds.size());
            rest /= kinds.size();
            boolean pending = kind.outcome().equals(Outcomes.PENDING);
            history.add(new Operation(i, i % 2 == 0 ? "a" : "b", "", kind.name(), kind.argument(), kind.outcome(),
                    kind.result(), times[i][0], pending ? Operation.NEVER : times[i][1], List.of(), 0));
        }
        return history;
    }

    private static <S> boolean agrees(Model<S> model, List<Operation> history) {
        boolean expected = BruteForce.linearizable(model, history);
        Search.Outcome outcome = expected ? Search.Outcome.LINEARIZABLE : Search.Outcome.NOT;
        Meter meter = new Meter(Limits.usual());
        if (new Decision<>(model, meter, true).decide(history) != outcome
                || new Decision<>(model, meter, false).decide(history) != outcome) {
            throw new AssertionError(history + " is " + (expected ? "" : "not ") + "linearizable");
        }
        return expected;
    }
}
