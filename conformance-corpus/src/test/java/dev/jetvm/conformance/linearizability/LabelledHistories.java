package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.History;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;
import dev.jetvm.conformance.linearizability.FaultyModel.Fault;
import dev.jetvm.conformance.testing.HistorySimulation;
import dev.jetvm.conformance.testing.HistorySimulation.Call;
import dev.jetvm.conformance.testing.HistorySimulation.Calls;
import dev.jetvm.conformance.testing.HistorySimulation.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.HashSet;
import java.util.Comparator;
import dev.jetvm.conformance.history.Operation;

/**
 * The histories in {@code conformance-corpus/histories}, made from correct and faulty structures. The label is known from
 * the structure; of a faulty one the seed is such that the fault shows.
 */
final class LabelledHistories {
    enum Form {
        operations, events, edn, kv, etcd;

        String format() {
            return switch (this) {
                case operations, events -> "jsonl";
                case edn -> "edn";
                case kv, etcd -> "porcupine";
            };
        }

        String suffix() {
            return switch (this) {
                case operations, events -> ".jsonl";
                case edn -> ".edn";
                case kv, etcd -> ".log";
            };
        }
    }

    /**
     * A file and its label.
     *
     * @param verdict the word of {@link Verdict}
     * @param made how, in a sentence
     */
    record Labelled(String file, String model, Map<String, String> params, String format, String verdict, String made,
            long seed, int threads, int operations, List<String> lines) {}

    private static final Size SMALL = new Size(4, 60, 3);

    private final List<Labelled> all = new ArrayList<>();

    private LabelledHistories() {}

    static List<Labelled> all() {
        LabelledHistories made = new LabelledHistories();
        made.registers();
        made.lists();
        made.channels();
        made.others();
        made.stores();
        return made.all;
    }

    private void registers() {
        Calls calls = values("register");
        RegisterModel register = new RegisterModel(false, Values.NIL);
        good("register", register, Form.events, SMALL, 1, calls);
        bad("register-stale", "register", Map.of(), register, Form.edn, SMALL, 2, calls,
                "a read answers the value before the last one", 4, new Stale());
        RegisterModel cas = new RegisterModel(true, Values.NIL);
        Calls swaps = (random, _, _) -> Samples.call("cas-register", random, (long) random.nextInt(5));
        good("cas-register", cas, Form.etcd, SMALL, 3, swaps);
        bad("cas-register-blind", "cas-register", Map.of(), cas, Form.etcd, SMALL, 4, swaps,
                "a compare-and-set writes although it did not find what it expected", 3,
                (state, operation) -> operation.name().equals("cas")
                        && !Arguments.pair(operation).getFirst().equals(state)
                                ? List.of(Step.done(Arguments.pair(operation).getLast()))
                                : List.of());
    }

    /** Answers what was there before the last write. */
    private static final class Stale implements Fault<Object> {
        private Object last = Values.NIL;
        private Object before = Values.NIL;

        @Override
        public List<Step<Object>> instead(Object state, Operation operation) {
            if (!state.equals(last)) {
                before = last;
                last = state;
            }
            return operation.name().equals("read") ? List.of(Step.value(state, before)) : List.of();
        }
    }

    private void lists() {
        ListModel queue = ListModel.queue(Integer.MAX_VALUE);
        good("queue", queue, Form.operations, SMALL, 11, values("queue"));
        good("queue-large", queue, Form.operations, new Size(8, 2000, 0), 12, values("queue"));
        bad("queue-reorders", "queue", Map.of(), queue, Form.events, SMALL, 13, values("queue"),
                "a dequeue takes the second value", 3, (state, operation) -> operation.name().equals("dequeue")
                        && state.size() > 1
                                ? List.of(
                                        Step.value(Arguments.with(Arguments.withoutFirst(Arguments.withoutFirst(state)),
                                                state.getFirst()), state.get(1)))
                                : List.of());
        good("stack", ListModel.stack(Integer.MAX_VALUE), Form.edn, SMALL, 14, values("stack"));
        bad("stack-pops-twice", "stack", Map.of(), ListModel.stack(Integer.MAX_VALUE), Form.operations, SMALL, 15,
                values("stack"), "a pop leaves the value on the stack", 4,
                (state, operation) -> operation.name().equals("pop") && !state.isEmpty()
                        ? List.of(Step.value(state, state.getLast()))
                        : List.of());
        ListModel deque = ListModel.deque(Integer.MAX_VALUE);
        good("deque", deque, Form.operations, SMALL, 16, values("deque"));
        bad("deque-lost-race-is-empty", "deque", Map.of(), deque, Form.operations, SMALL, 17, values("deque"),
                "a steal that lost a race answers that the deque is empty", 2,
                (state, operation) -> operation.name().equals("steal") && state.size() > 1
                        ? List.of(Step.outcome(state, Outcomes.EMPTY))
                        : List.of());
    }

    private void channels() {
        ChannelModel rendezvous = new ChannelModel(0);
        Calls pairs = (random, thread, number) -> thread % 2 == 0
                ? new Call("c", "send", (long) number)
                : new Call("c", "recv", Values.NIL);
        good("channel-unbuffered", rendezvous, Form.operations, SMALL, 21, pairs);
        good("channel-select", rendezvous, Form.operations, new Size(4, 40, 3), 22, values("channel"));
        add(new Labelled("channel-unbuffered-buffers.jsonl", "channel", Map.of(), "jsonl",
                Verdict.NOT_LINEARIZABLE.text(), "an unbuffered channel that keeps a value for a later receive", 23, 4,
                60,
                HistoryText.operations(header("channel", Map.of()),
                        new HistorySimulation<>(new ChannelModel(1), SMALL, 23).run(pairs))));
        ChannelModel buffered = new ChannelModel(2);
        Map<String, String> two = Map.of("capacity", "2");
        Calls closing = (random, thread, number) -> number == 45
                ? new Call("c", "close", Values.NIL)
                : pairs.next(random, thread, number);
        add(made("channel-buffered", "channel", two, buffered, Form.events, SMALL, 24, closing, true,
                "a correct structure"));
        bad("channel-delivers-after-close", "channel", two, buffered, Form.operations, SMALL, 26, closing,
                "a send answers that the channel is closed, and its value is delivered all the same", 1,
                (state, operation) -> operation.name().equals("send") && state.channel("c").closed()
                        ? List.of(Step.outcome(state.with("c", new ChannelModel.Channel(
                                Arguments.with(state.channel("c").buffer(), operation.argument()), true)),
                                Outcomes.CLOSED))
                        : List.of());
    }

    private void others() {
        good("set", new SetModel(), Form.operations, SMALL, 31,
                (random, _, _) -> Samples.call("set", random, (long) random.nextInt(6)));
        bad("set-adds-twice", "set", Map.of(), new SetModel(), Form.events, SMALL, 32,
                (random, _, _) -> Samples.call("set", random, (long) random.nextInt(6)),
                "an addition answers true although the element was there", 3,
                (state, operation) -> operation.name().equals("add") && state.contains(operation.argument())
                        ? List.of(Step.value(state, true))
                        : List.of());
        Size unlost = new Size(4, 60, 0);
        good("mutex", new MutexModel(true), Form.operations, unlost, 33, locks());
        bad("mutex-granted-twice", "mutex", Map.of(), new MutexModel(true), Form.operations, unlost, 34, locks(),
                "a lock is granted while another thread holds it", 6,
                (holder, operation) -> operation.name().equals("lock") && !holder.isEmpty()
                        ? List.of(Step.done(operation.thread()))
                        : List.of());
    }

    /** Each thread locks and unlocks in turn. */
    private static Calls locks() {
        Set<Integer> holding = new HashSet<>();
        return (_, thread, _) -> new Call("m", holding.add(thread) || !holding.remove(thread) ? "lock" : "unlock",
                Values.NIL);
    }

    private void stores() {
        Calls calls = HistorySimulation.storeCalls();
        good("key-value", new KeyValueModel(), Form.kv, SMALL, 41, calls);
        good("key-value-50-clients", new KeyValueModel(), Form.kv, new Size(50, 1700, 0), 42, calls);
        bad("key-value-50-clients-loses-append", "key-value", Map.of(), new KeyValueModel(), Form.kv,
                new Size(50, 1700, 0), 43, calls, "an append is answered and forgotten", 60,
                (state, operation) -> operation.name().equals("append") ? List.of(Step.done(state)) : List.of());
    }

    private static Calls values(String model) {
        return (random, _, number) -> Samples.call(model, random, (long) number);
    }

    private <S> void good(String file, Model<S> model, Form form, Size size, long seed, Calls calls) {
        String name = Models.names().stream().filter(each -> file.equals(each) || file.startsWith(each + "-"))
                .max(Comparator.comparingInt(String::length)).orElseThrow();
        add(made(file, name, Map.of(), model, form, size, seed, calls, true, "a correct structure"));
    }

    private <S> void bad(String file, String name, Map<String, String> params, Model<S> model, Form form, Size size,
            long seed, Calls calls, String what, int period, Fault<S> fault) {
        add(made(file, name, params, new FaultyModel<>(model, period, fault), form, size, seed, calls, false, what));
    }

    private void add(Labelled labelled) {
        all.add(labelled);
    }

    private static <S> Labelled made(String file, String name, Map<String, String> params, Model<S> structure,
            Form form, Size size, long seed, Calls calls, boolean good, String what) {
        List<History.Timed> operations = new HistorySimulation<>(structure, size, seed).run(calls);
        List<String> lines = switch (form) {
            case operations -> HistoryText.operations(header(name, params), operations);
            case events -> HistoryText.shuffledEvents(header(name, params), operations, seed);
            case edn -> HistoryText.edn(operations);
            case kv -> HistoryText.keyValueLog(operations);
            case etcd -> HistoryText.etcdLog(operations);
        };
        return new Labelled(file + form.suffix(), name, params, form.format(),
                (good ? Verdict.LINEARIZABLE : Verdict.NOT_LINEARIZABLE).text(), what, seed, size.threads(),
                operations.size(), lines);
    }

    private static String header(String model, Map<String, String> params) {
        return "{\"history\":1,\"model\":\"" + model + '"' + (params.isEmpty()
                ? ""
                : ",\"params\":{\"capacity\":" + params.getOrDefault("capacity", "") + "}") + "}";
    }
}
