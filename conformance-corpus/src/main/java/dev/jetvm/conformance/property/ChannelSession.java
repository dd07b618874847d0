package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.ChannelModel;
import dev.jetvm.conformance.model.ChannelModel.Case;
import dev.jetvm.conformance.model.ChannelModel.Operation;
import dev.jetvm.conformance.model.ChannelModel.Result;
import dev.jetvm.conformance.protocol.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Channels of an implementation and those of the model, which perform the same operations. */
final class ChannelSession {
    private static final String VALUE = "value";
    private static final String OUTCOME = "outcome";

    private final int channels;
    private final ChannelModel model;
    /** What had to wait, in the order of the tickets. */
    private final List<Operation> tickets = new ArrayList<>();
    private final Set<Operation> cancelled = new HashSet<>();
    /** Those whose result was asked for when their wait had just ended. */
    private final Set<Operation> seen = new HashSet<>();
    private long next = 1;

    ChannelSession(List<Integer> capacities) {
        channels = capacities.size();
        model = new ChannelModel(capacities);
        for (int k = 0; k < channels; k++) {
            Ask ask = Ask.op("channel.new").with("into", channel(k));
            (capacities.get(k) == 0 ? ask : ask.with("capacity", capacities.get(k))).sendOk();
        }
    }

    private static String channel(int number) {
        return "$c" + number;
    }

    private static String ticket(int number) {
        return "$t" + number;
    }

    // --- operations ---

    void single(Case single) {
        Ask ask = Ask.op(single.sends() ? "channel.send" : "channel.receive").with("channel",
                channel(single.channel()));
        perform(withValue(ask, single), List.of(single), false, true);
    }

    void attempt(Case single) {
        Ask ask = Ask.op(single.sends() ? "channel.trySend" : "channel.tryReceive").with("channel",
                channel(single.channel()));
        perform(withValue(ask, single), List.of(single), false, false);
    }

    private Ask withValue(Ask ask, Case single) {
        return single.sends() ? ask.with(VALUE, next) : ask;
    }

    void select(List<Case> cases, boolean waits) {
        ArrayNode list = Wire.object().arrayNode();
        for (Case each : cases) {
            ObjectNode node = list.addObject().put("op", each.sends() ? "send" : "receive").put("channel",
                    channel(each.channel()));
            if (each.sends()) {
                node.put(VALUE, next);
            }
        }
        perform(Ask.op("channel.select").with("cases", list).with("default", !waits), cases, true, waits);
    }

    private void perform(Ask ask, List<Case> cases, boolean select, boolean waits) {
        Operation operation = new Operation(cases, next++, select);
        Set<Integer> ready = model.ready(operation);
        Reply reply = (waits ? ask.with("into", ticket(tickets.size())) : ask).send();
        if (ready.isEmpty()) {
            String outcome = waits ? "pending" : select || !cases.getFirst().sends() ? "empty" : "full";
            require(reply, outcome(outcome));
            if (waits) {
                model.await(operation);
                tickets.add(operation);
            }
            return;
        }
        model.perform(operation, select ? chosen(reply, ready) : 0);
        requireResult(reply, operation);
        endedWaits();
    }

    private static int chosen(Reply reply, Set<Integer> ready) {
        long number = reply.isOk() ? reply.answer().value().path("case").asLong(-1) : -1;
        if (!ready.contains((int) number)) {
            throw reply.unlike(ok(Wire.object().put("case", ready.iterator().next())),
                    "did not perform one of the cases " + ready + ", which are ready");
        }
        return (int) number;
    }

    void close(int channel) {
        Reply reply = Ask.op("channel.close").with("channel", channel(channel)).send();
        require(reply, outcome(model.close(channel) ? "ok" : "closed"));
        endedWaits();
    }

    /** @param which any number; one of the operations that had to wait is cancelled */
    void cancel(int which) {
        if (tickets.isEmpty()) {
            return;
        }
        int number = which % tickets.size();
        Operation operation = tickets.get(number);
        if (cancelled.contains(operation)) {
            return;
        }
        boolean waited = model.cancel(operation);
        Ask.op("channel.cancel").with("ticket", ticket(number)).sendOk().is(Wire.object().put("cancelled", waited));
        if (waited) {
            cancelled.add(operation);
        }
    }

    // --- observations ---

    /** Asks for the results of all operations whose waits have just ended. */
    private void endedWaits() {
        for (int k = 0; k < tickets.size(); k++) {
            if (tickets.get(k).result().isPresent() && seen.add(tickets.get(k))) {
                await(k);
            }
        }
    }

    private void await(int number) {
        requireResult(Ask.op("channel.await").with("ticket", ticket(number)).send(), tickets.get(number));
    }

    /** Asks for the results of all operations that were not cancelled. */
    void finish() {
        for (int k = 0; k < tickets.size(); k++) {
            if (!cancelled.contains(tickets.get(k))) {
                await(k);
            }
        }
    }

    void lengths() {
        for (int k = 0; k < channels; k++) {
            Ask.op("channel.length").with("channel", channel(k)).sendOk()
                    .is(Wire.object().put("length", model.length(k)));
        }
    }

    void waiting() {
        for (int k = 0; k < channels; k++) {
            Ask.op("channel.waiting").with("channel", channel(k)).sendOk().is(Wire.object()
                    .put("senders", model.waiting(k, true)).put("receivers", model.waiting(k, false)));
        }
    }

    // --- answers ---

    private void requireResult(Reply reply, Operation operation) {
        if (operation.result().isEmpty()) {
            require(reply, outcome("pending"));
            return;
        }
        Result result = operation.result().get();
        if (!operation.isSelect()) {
            require(reply, result.closed()
                    ? outcome("closed")
                    : ok(result.value() == ChannelModel.NONE
                            ? Wire.object()
                            : Wire.object().put(VALUE, result.value())));
            return;
        }
        int number = chosen(reply, result.cases());
        ObjectNode value = Wire.object().put("case", number).put("closed", result.closed());
        require(reply, ok(result.value() == ChannelModel.NONE ? value : value.put(VALUE, result.value())));
    }

    private static ObjectNode outcome(String word) {
        return Wire.object().put(OUTCOME, word);
    }

    private static ObjectNode ok(ObjectNode value) {
        return outcome(Outcome.OK.wire()).set(VALUE, value);
    }

    private static void require(Reply reply, ObjectNode expected) {
        if (!Wire.matches(expected, reply.answer().message())) {
            throw reply.unlike(expected, "gave another result than channels used by one task at a time");
        }
    }
}
