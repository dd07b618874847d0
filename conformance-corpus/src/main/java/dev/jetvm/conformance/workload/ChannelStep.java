package dev.jetvm.conformance.workload;

import dev.jetvm.conformance.history.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An operation on channels: what the request asks for, and what the history says of it. An operation on one channel is a select with
 * one case.
 *
 * @param cases what it may do, in the order of the request; empty for a close
 * @param waits whether it waits until a case is possible
 * @param channel that a close closes
 */
record ChannelStep(HistoryEntry entry, List<Case> cases, boolean waits, int channel) {
    static final String SELECT = "select";
    static final String CLOSED = "closed";
    private static final String CLOSE = "close";

    /** A send to a channel or a receive from it. */
    record Case(boolean sends, int channel) {}

    static ChannelStep of(JsonNode step, HistoryEntry entry) {
        String op = step.path("op").asString("");
        int channel = step.path("channel").asInt(0);
        return switch (op) {
            case SELECT -> new ChannelStep(entry, step.path("cases").valueStream().map(each -> new Case(
                    each.path("op").asString("").equals("send"), each.path("channel").asInt(0))).toList(),
                    !step.path("default").asBoolean(false), channel);
            case CLOSE -> new ChannelStep(entry, List.of(), false, channel);
            default -> new ChannelStep(entry, List.of(new Case(op.endsWith("send"), channel)), !op.startsWith("try-"),
                    channel);
        };
    }

    boolean isSelect() {
        return entry.is(SELECT);
    }

    boolean isClose() {
        return entry.is(CLOSE);
    }

    boolean isClosed() {
        return entry.outcome().equals(CLOSED);
    }

    /** The case that the answer says was performed or failed because of a close; nothing if it names none that exists. */
    Optional<Case> chosen() {
        long number = isSelect() ? entry.number() : 0;
        return number >= 0 && number < cases.size() && (entry.isOk() || isClosed())
                ? Optional.of(cases.get((int) number))
                : Optional.empty();
    }

    /** The channel to which it sent its argument. */
    Optional<Integer> sentTo() {
        return entry.isOk() ? chosen().filter(Case::sends).map(Case::channel) : Optional.empty();
    }

    /** The channel from which it received its value. */
    Optional<Integer> receivedFrom() {
        return entry.isOk() ? chosen().filter(each -> !each.sends()).map(Case::channel) : Optional.empty();
    }

    boolean maySend() {
        return cases.stream().anyMatch(Case::sends);
    }

    /** Whether the answer has the form of one to this operation. */
    boolean isWellFormed() {
        if (isSelect()
                ? entry.number() == HistoryEntry.NONE != entry.outcome().equals("empty")
                : entry.number() != HistoryEntry.NONE) {
            return false;
        }
        return switch (entry.outcome()) {
            case "ok" -> isClose() || chosen().filter(each -> each.sends() == (entry.value() == HistoryEntry.NONE))
                    .isPresent();
            case CLOSED -> isClose() || chosen().isPresent();
            case "full" -> entry.is("try-send");
            case "empty" -> !waits && !isClose() && !entry.is("try-send");
            default -> false;
        };
    }

    // --- for the checker ---

    String object() {
        return isSelect() ? "" : name(channel);
    }

    /** The argument as the model of channels knows it. */
    Object argument() {
        Object number = number(entry.argument(), Values.NIL);
        if (!isSelect()) {
            return number;
        }
        List<Object> list = new ArrayList<>();
        cases.forEach(each -> list.add(each.sends()
                ? List.of("send", name(each.channel()), number)
                : List.of("recv", name(each.channel()))));
        return list;
    }

    Object result() {
        Object value = number(entry.value(), Values.ABSENT);
        if (!isSelect() || entry.number() == HistoryEntry.NONE) {
            return value;
        }
        return value.equals(Values.ABSENT) ? List.of(entry.number()) : List.of(entry.number(), value);
    }

    private static String name(int channel) {
        return "channel " + channel;
    }

    private static Object number(long number, Object none) {
        return number == HistoryEntry.NONE ? none : (Object) number;
    }
}
