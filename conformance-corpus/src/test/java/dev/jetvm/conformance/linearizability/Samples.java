package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.History;
import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;
import dev.jetvm.conformance.testing.HistorySimulation;
import dev.jetvm.conformance.testing.HistorySimulation.Call;
import dev.jetvm.conformance.testing.HistorySimulation.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Small random histories of every model, about half of them not linearizable. */
final class Samples {
    /** Every model, with parameters that make a difference. */
    static final List<Sample> MODELS = List.of(new Sample("register", Map.of()), new Sample("cas-register", Map.of()),
            new Sample("queue", Map.of()), new Sample("queue", Map.of("capacity", "1")),
            new Sample("stack", Map.of()), new Sample("deque", Map.of()),
            new Sample("deque", Map.of("contended", "false")), new Sample("set", Map.of()),
            new Sample("key-value", Map.of()), new Sample("channel", Map.of()),
            new Sample("channel", Map.of("capacity", "1")), new Sample("mutex", Map.of()),
            new Sample("mutex", Map.of("owner", "false")));

    private static final int THREADS = 3;
    private static final int LOST = 15;

    record Sample(String name, Map<String, String> parameters) {
        Model<?> model() {
            return Models.of(name, parameters);
        }
    }

    private Samples() {}

    /**
     * @param faults how many answers are replaced by others
     * @param distinct whether all added values differ
     */
    static <S> List<Operation> history(Model<S> model, String name, int operations, int faults, boolean distinct,
            long seed) {
        List<History.Timed> made = new HistorySimulation<>(model, new Size(THREADS, operations, LOST), seed)
                .run((random, _, number) -> call(name, random, distinct ? (long) number : (long) random.nextInt(3)));
        Random random = new Random(~seed);
        List<History.Timed> changed = new ArrayList<>(made);
        for (int i = 0; i < faults; i++) {
            int at = random.nextInt(changed.size());
            changed.set(at, changed(changed.get(at), changed.get(random.nextInt(changed.size())), random));
        }
        return History.of(name, Map.of(), changed, 0).operations();
    }

    /** With the answer of another operation, a random one, or other times. */
    private static History.Timed changed(History.Timed one, History.Timed other, RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> with(one, other.outcome(), other.result(), one.start(), one.end());
            case 1 -> with(one, Outcomes.OK, (long) random.nextInt(3), one.start(), one.end());
            case 2 -> with(one, List.of(Outcomes.EMPTY, Outcomes.FAIL, Outcomes.FULL, Outcomes.CLOSED)
                    .get(random.nextInt(4)), Values.ABSENT, one.start(), one.end());
            default -> with(one, one.outcome(), one.result(), other.start(), Math.max(other.start(), other.end()));
        };
    }

    private static History.Timed with(History.Timed one, String outcome, Object result, long start, long end) {
        return new History.Timed(one.thread(), one.object(), one.name(), one.argument(), one.completed(),
                one.completed() && outcome.equals(Outcomes.PENDING) ? Outcomes.OK : outcome, result, start, end,
                List.of(), 0);
    }

    static Call call(String model, RandomGenerator random, Object value) {
        int kind = random.nextInt(10);
        return switch (model) {
            case "register" -> kind < 5 ? new Call("", "write", value) : new Call("", "read", Values.NIL);
            case "cas-register" -> kind < 3
                    ? new Call("", "write", value)
                    : kind < 6
                            ? new Call("", "cas", List.of((long) random.nextInt(3), value))
                            : new Call("", "read", Values.NIL);
            case "queue" -> kind < 5 ? new Call("", "enqueue", value) : new Call("", "dequeue", Values.NIL);
            case "stack" -> kind < 5 ? new Call("", "push", value) : new Call("", "pop", Values.NIL);
            case "deque" -> kind < 5
                    ? new Call("", "push", value)
                    : new Call("", kind < 7 ? "pop" : "steal", Values.NIL);
            case "set" -> kind < 9
                    ? new Call("", List.of("add", "add", "remove", "contains").get(kind % 4), value)
                    : new Call("", "read", Values.NIL);
            case "key-value" -> kind < 5
                    ? new Call("", "get", Values.NIL)
                    : kind < 7
                            ? new Call("", "put", "v" + value)
                            : kind < 9
                                    ? new Call("", "append", "a" + value)
                                    : new Call("", "cas", List.of("v" + random.nextInt(3), "v" + value));
            case "channel" -> kind < 4
                    ? new Call("", "send", value)
                    : kind < 8
                            ? new Call("", "recv", Values.NIL)
                            : kind < 9
                                    ? new Call("", random.nextBoolean() ? "trySend" : "tryRecv",
                                            value)
                                    : random.nextBoolean()
                                            ? new Call("", "close", Values.NIL)
                                            : new Call("", "select",
                                                    List.of(List.of("recv", ""), List.of("send", "", value)));
            case "mutex" -> new Call("", List.of("lock", "tryLock", "unlock", "unlock").get(kind % 4), Values.NIL);
            default -> throw new IllegalArgumentException(model);
        };
    }
}
