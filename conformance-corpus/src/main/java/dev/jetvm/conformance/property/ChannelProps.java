package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.session.CurrentCase;
import dev.jetvm.conformance.workload.WorkloadJudge;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random programs of one thread on a channel, compared with a list, and random races, whose histories are judged. */
@Tag("kind:property")
@Tag("level:must")
class ChannelProps {
    private static final String VALUE = "value";
    private static final String OUTCOME = "outcome";

    /** The operations of a program. */
    enum Action {
        SEND, RECEIVE, TRY_SEND, TRY_RECEIVE, CLOSE;

        boolean sends() {
            return this == SEND || this == TRY_SEND;
        }

        String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A channel that one thread uses. */
    private static final class Model {
        private final int capacity;
        private final Deque<Long> values = new ArrayDeque<>();
        private boolean closed;
        private long next;

        Model(int capacity) {
            this.capacity = capacity;
        }

        /** Returns the operation, or the attempt that takes its place where it would wait for ever. */
        Action possible(Action action) {
            return switch (action) {
                case SEND -> closed || values.size() < capacity ? action : Action.TRY_SEND;
                case RECEIVE -> closed || !values.isEmpty() ? action : Action.TRY_RECEIVE;
                default -> action;
            };
        }

        /** Performs an operation that does not wait, and returns its entry of the history. */
        ObjectNode performed(Action action) {
            ObjectNode entry = Wire.object().put("op", action.wire());
            ObjectNode result = Wire.object();
            if (action.sends()) {
                entry.put("argument", next);
                result.put(OUTCOME, closed ? "closed" : values.size() < capacity ? "ok" : "full");
                if (!closed && values.size() < capacity) {
                    values.add(next);
                }
                next++;
            } else if (action == Action.CLOSE) {
                result.put(OUTCOME, closed ? "closed" : "ok");
                closed = true;
            } else if (values.isEmpty()) {
                result.put(OUTCOME, closed ? "closed" : "empty");
            } else {
                result.put(OUTCOME, "ok").put(VALUE, values.remove());
            }
            entry.set("result", result);
            return entry;
        }
    }

    @Provide
    Arbitrary<List<Action>> programs() {
        // A close is rare: what follows it is the same for the rest of the program.
        return Arbitraries.frequency(Tuple.of(6, Action.SEND), Tuple.of(6, Action.RECEIVE),
                Tuple.of(4, Action.TRY_SEND), Tuple.of(4, Action.TRY_RECEIVE),
                Tuple.of(1, Action.CLOSE)).list().ofMaxSize(40);
    }

    @Property(tries = 1000)
    @Tag("id:prop-channel-model")
    @Tag("requires:workload.run")
    @Tag("requires:channel.workload")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.buffered")
    @Tag("requires:channel.try")
    @Tag("requires:channel.close")
    @Tag("CHAN-25")
    @Tag("CHAN-02")
    @Tag("CHAN-06")
    @Tag("CHAN-07")
    @Tag("CHAN-08")
    @Tag("CHAN-11")
    @Tag("CHAN-12")
    @Tag("CHAN-13")
    void aChannelOfOneThreadIsABoundedList(@ForAll("programs") List<Action> program,
            @ForAll @IntRange(max = 5) int capacity) {
        Model model = new Model(capacity);
        ArrayNode threads = Wire.object().arrayNode();
        ArrayNode steps = threads.addArray();
        ArrayNode expected = Wire.object().arrayNode();
        for (Action wanted : program) {
            Action action = model.possible(wanted);
            steps.addObject().put("op", action.wire());
            expected.add(model.performed(action));
        }
        run(capacity, threads, 0).is(Wire.object().set("history", expected));
    }

    /** As many values are sent as are received, so no operation waits at the end. */
    @Property(tries = 60)
    @Tag("id:prop-channel-history")
    @Tag("requires:workload.run")
    @Tag("requires:channel.workload")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.buffered")
    @Tag("CHAN-25")
    @Tag("CHAN-01")
    @Tag("CHAN-08")
    @Tag("CHAN-09")
    @Tag("CHAN-15")
    void everyValueIsReceivedOnce(@ForAll @IntRange(min = 1, max = 3) int senders,
            @ForAll @IntRange(min = 1, max = 3) int receivers, @ForAll @IntRange(min = 1, max = 40) int values,
            @ForAll @IntRange(max = 12) int capacity, @ForAll @IntRange(max = 1000) int seed) {
        ArrayNode threads = Wire.object().arrayNode();
        for (int k = 0; k < senders; k++) {
            threads.addArray().add(step(Action.SEND, receivers * values));
        }
        for (int k = 0; k < receivers; k++) {
            threads.addArray().add(step(Action.RECEIVE, senders * values));
        }
        run(capacity, threads, seed);
    }

    /** One thread only makes attempts and closes the channel at last, which ends the waits of the others. */
    @Property(tries = 60)
    @Tag("id:prop-channel-close-history")
    @Tag("requires:workload.run")
    @Tag("requires:channel.workload")
    @Tag("requires:channel.unbuffered")
    @Tag("requires:channel.buffered")
    @Tag("requires:channel.try")
    @Tag("requires:channel.close")
    @Tag("CHAN-25")
    @Tag("CHAN-02")
    @Tag("CHAN-05")
    @Tag("CHAN-06")
    @Tag("CHAN-10")
    @Tag("CHAN-11")
    void aCloseEndsAllWaits(@ForAll("programs") List<Action> first, @ForAll("programs") List<Action> second,
            @ForAll @IntRange(max = 60) int attempts, @ForAll @IntRange(max = 4) int capacity,
            @ForAll @IntRange(max = 1000) int seed) {
        ArrayNode threads = Wire.object().arrayNode();
        for (List<Action> program : List.of(first, second)) {
            ArrayNode thread = threads.addArray();
            program.forEach(action -> thread.add(step(action, 1)));
        }
        threads.addArray().add(step(Action.TRY_RECEIVE, attempts)).add(step(Action.TRY_SEND, attempts))
                .add(step(Action.CLOSE, 1));
        run(capacity, threads, seed);
    }

    private static Reply run(int capacity, ArrayNode threads, int seed) {
        Reply reply = Ask.op(WorkloadJudge.OP).with("object", WorkloadJudge.CHANNEL).with("capacity", capacity)
                .with("threads", threads).with("seed", Integer.toString(seed)).sendOk();
        WorkloadJudge.check(reply.request(), reply.answer(), CurrentCase::offers);
        return reply;
    }

    private static ObjectNode step(Action action, int count) {
        return Wire.object().put("op", action.wire()).put("count", count);
    }
}
