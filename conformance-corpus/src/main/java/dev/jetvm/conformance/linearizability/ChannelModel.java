package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.HistoryError;
import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Channels, buffered or not, with close and select.
 *
 * <p>An unbuffered channel hands a value over at a moment that a send and a receive have in common. The model performs
 * the two as one: a send makes an offer, and only a receive of it that overlaps the send can come next. So the pair
 * has a common moment, and no other operation comes between. Whether a receiver waits cannot be seen in a history, so
 * an attempt on an unbuffered channel may always answer "full" or "empty".
 *
 * @param capacity of each channel's buffer; 0 for an unbuffered one
 */
record ChannelModel(int capacity) implements Model<ChannelModel.State> {
    private static final Set<String> SENDS = Set.of("send", "trySend");
    private static final Set<String> RECEIVES = Set.of("recv", "receive", "tryRecv");
    private static final Channel FRESH = new Channel(List.of(), false);

    /** @param offer what is being handed over; null if nothing is */
    record State(Map<String, Channel> channels, @Nullable Offer offer) {
        Channel channel(String name) {
            return channels.getOrDefault(name, FRESH);
        }

        State with(String name, Channel channel) {
            Map<String, Channel> changed = new HashMap<>(channels);
            changed.put(name, channel);
            return new State(Map.copyOf(changed), null);
        }
    }

    record Channel(List<Object> buffer, boolean closed) {}

    record Offer(String channel, Object value, int sender, int senderEnd) {}

    @Override
    public Set<String> operations() {
        return Set.of("send", "trySend", "recv", "receive", "tryRecv", "close", "select");
    }

    @Override
    public State initial() {
        return new State(Map.of(), null);
    }

    @Override
    public boolean accepts(State state) {
        return state.offer() == null;
    }

    @Override
    public List<Step<State>> steps(State state, Operation operation) {
        String channel = operation.object();
        return switch (operation.name()) {
            case "send" -> send(state, channel, operation.argument(), operation, false);
            case "trySend" -> send(state, channel, operation.argument(), operation, true);
            case "recv", "receive" -> receive(state, channel, operation, false);
            case "tryRecv" -> receive(state, channel, operation, true);
            case "close" -> close(state, channel);
            case "select" -> select(state, operation);
            default -> throw Arguments.unknown(operation);
        };
    }

    private List<Step<State>> send(State state, String name, Object value, Operation operation, boolean attempt) {
        if (state.offer() != null) {
            return List.of();
        }
        Channel channel = state.channel(name);
        if (channel.closed()) {
            return List.of(Step.outcome(state, Outcomes.CLOSED));
        }
        List<Step<State>> steps = new ArrayList<>(2);
        if (capacity == 0) {
            steps.add(Step.done(new State(state.channels(),
                    new Offer(name, value, operation.index(), operation.end()))));
        } else if (channel.buffer().size() < capacity) {
            steps.add(Step.done(state.with(name, new Channel(Arguments.with(channel.buffer(), value), false))));
        }
        if (attempt && (capacity == 0 || steps.isEmpty())) {
            steps.add(Step.outcome(state, Outcomes.FULL));
        }
        return steps;
    }

    private List<Step<State>> receive(State state, String name, Operation operation, boolean attempt) {
        Offer offer = state.offer();
        if (offer != null) {
            return offer.channel().equals(name) && offer.sender() != operation.index()
                    && operation.start() < offer.senderEnd()
                            ? List.of(Step.value(new State(state.channels(), null), offer.value()))
                            : List.of();
        }
        Channel channel = state.channel(name);
        List<Object> buffer = channel.buffer();
        if (!buffer.isEmpty()) {
            return List.of(Step.value(
                    state.with(name, new Channel(Arguments.withoutFirst(buffer), channel.closed())),
                    buffer.getFirst()));
        }
        return channel.closed()
                ? List.of(Step.outcome(state, Outcomes.CLOSED))
                : attempt ? List.of(Step.outcome(state, Outcomes.EMPTY)) : List.of();
    }

    private static List<Step<State>> close(State state, String name) {
        if (state.offer() != null) {
            return List.of();
        }
        Channel channel = state.channel(name);
        return List.of(channel.closed()
                ? Step.outcome(state, Outcomes.CLOSED)
                : Step.done(state.with(name, new Channel(channel.buffer(), true))));
    }

    /** Answers the number of the case with what was received; "empty" is the default, where no case is ready. */
    private List<Step<State>> select(State state, Operation operation) {
        List<Step<State>> steps = new ArrayList<>();
        List<Case> cases = cases(operation);
        for (int i = 0; i < cases.size(); i++) {
            Case each = cases.get(i);
            Object number = (long) i;
            List<Step<State>> possible = each.send()
                    ? send(state, each.channel(), each.value(), operation, false)
                    : receive(state, each.channel(), operation, false);
            for (Step<State> step : possible) {
                Object result = step.result().equals(Values.ABSENT) ? List.of(number) : List.of(number, step.result());
                steps.add(new Step<>(step.next(), step.outcome(), result));
            }
        }
        if (state.offer() == null && (capacity == 0
                ? steps.stream().noneMatch(ChannelModel::closed)
                : steps.isEmpty())) {
            steps.add(Step.outcome(state, Outcomes.EMPTY));
        }
        return steps;
    }

    private static boolean closed(Step<State> step) {
        return step.outcome().equals(Outcomes.CLOSED);
    }

    private record Case(boolean send, String channel, Object value) {}

    private static List<Case> cases(Operation operation) {
        List<Case> cases = new ArrayList<>();
        for (Object each : Arguments.elements(operation.argument())) {
            if (each instanceof List<?> list && list.size() == 2 && RECEIVES.contains(list.get(0))) {
                cases.add(new Case(false, Values.plain(list.get(1)), Values.NIL));
            } else if (each instanceof List<?> list && list.size() == 3 && list.get(0).equals("send")) {
                cases.add(new Case(true, Values.plain(list.get(1)), list.get(2)));
            } else {
                throw new HistoryError(operation.line(), 0, "select needs a list of cases, each [\"recv\", channel] or "
                        + "[\"send\", channel, value]; found " + Values.text(operation.argument()));
            }
        }
        return cases;
    }

    @Override
    public Collection<String> objects(Operation operation) {
        return operation.name().equals("select")
                ? cases(operation).stream().map(Case::channel).collect(Collectors.toSet())
                : List.of(operation.object());
    }

    @Override
    public boolean reads(Operation operation) {
        return !operation.pending() && !operation.outcome().equals(Outcomes.OK);
    }

    @Override
    public Optional<FastPath> fastPath() {
        return capacity == 0 ? Optional.of(new RendezvousCheck(SENDS, RECEIVES)) : Optional.empty();
    }

    @Override
    public String show(State state) {
        return state.channels().isEmpty()
                ? "empty"
                : state.channels().entrySet().stream().sorted(Map.Entry.comparingByKey())
                        .map(entry -> (entry.getKey() + " " + Values.text(entry.getValue().buffer())
                                + (entry.getValue().closed() ? " closed" : "")).strip())
                        .collect(Collectors.joining(", "));
    }

    @Override
    public Function<Operation, Collection<Object>> ties(List<Operation> all) {
        // Without these it is known which operations belong to a value.
        boolean unknown = all.stream().anyMatch(each -> each.name().equals("select") || received(each)
                && each.result().equals(Values.ABSENT));
        return operation -> {
            if (unknown || operation.outcome().equals(Outcomes.FULL)) {
                return List.of(ALL);
            }
            boolean sent = SENDS.contains(operation.name()) && !reads(operation);
            return sent
                    ? List.of(operation.argument())
                    : received(operation) ? List.of(operation.result()) : List.of();
        };
    }

    private static boolean received(Operation operation) {
        return RECEIVES.contains(operation.name()) && operation.outcome().equals(Outcomes.OK);
    }
}
