package dev.jetvm.conformance.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Channels whose operations are performed one after the other. An operation that has to wait stays in the queue of each of its
 * channels until another one ends it.
 */
public final class ChannelModel {
    /** No value. */
    public static final long NONE = -1;

    /** A send to a channel or a receive from it. */
    public record Case(boolean sends, int channel) {}

    /**
     * How an operation ended.
     *
     * @param cases the cases by which it can have ended, by their numbers
     * @param value what was received, or {@link #NONE}
     */
    public record Result(Set<Integer> cases, boolean closed, long value) {}

    /** An operation of a task: a select, or a single operation, which is a select with one case. */
    public static final class Operation {
        private final List<Case> cases;
        private final long value;
        private final boolean select;
        private @Nullable Result result;

        /**
         * @param value what each of its sends offers
         * @param select whether it was begun as a select, whose result names a case
         */
        public Operation(List<Case> cases, long value, boolean select) {
            this.cases = List.copyOf(cases);
            this.value = value;
            this.select = select;
        }

        /** Returns how it ended; empty while it waits. */
        public Optional<Result> result() {
            return Optional.ofNullable(result);
        }

        public boolean isSelect() {
            return select;
        }

        private Set<Integer> numbers(Predicate<Case> condition) {
            Set<Integer> numbers = new TreeSet<>();
            for (int k = 0; k < cases.size(); k++) {
                if (condition.test(cases.get(k))) {
                    numbers.add(k);
                }
            }
            return numbers;
        }
    }

    /** A case that waits. */
    private record Offer(Operation operation, boolean sends) {}

    private static final class Channel {
        final int capacity;
        final Deque<Long> values = new ArrayDeque<>();
        final List<Offer> offers = new ArrayList<>();
        boolean closed;

        Channel(int capacity) {
            this.capacity = capacity;
        }

        Optional<Offer> first(boolean sends) {
            return offers.stream().filter(offer -> offer.sends == sends).findFirst();
        }

        boolean isReady(boolean sends) {
            return closed || first(!sends).isPresent()
                    || (sends ? values.size() < capacity : !values.isEmpty());
        }
    }

    private final List<Channel> channels;

    /** @param capacities of the channels */
    public ChannelModel(List<Integer> capacities) {
        this.channels = capacities.stream().map(Channel::new).toList();
    }

    /** Returns the numbers of the cases that can be performed now. */
    public Set<Integer> ready(Operation operation) {
        return operation.numbers(each -> channels.get(each.channel).isReady(each.sends));
    }

    /** Performs a case that is ready. */
    public void perform(Operation operation, int number) {
        Case chosen = operation.cases.get(number);
        Channel channel = channels.get(chosen.channel);
        Optional<Offer> partner = channel.first(!chosen.sends);
        long received = NONE;
        if (chosen.sends) {
            if (channel.closed) {
                operation.result = new Result(Set.of(number), true, NONE);
                return;
            }
            partner.ifPresentOrElse(offer -> end(offer, chosen.channel, false, operation.value),
                    () -> channel.values.add(operation.value));
        } else if (!channel.values.isEmpty()) {
            received = channel.values.remove();
            // The place that has become free is that of the sender who waits longest.
            partner.ifPresent(offer -> channel.values.add(offer.operation.value));
            partner.ifPresent(offer -> end(offer, chosen.channel, false, NONE));
        } else if (partner.isPresent()) {
            received = partner.get().operation.value;
            end(partner.get(), chosen.channel, false, NONE);
        } else {
            operation.result = new Result(Set.of(number), true, NONE);
            return;
        }
        operation.result = new Result(Set.of(number), false, received);
    }

    /** Lets an operation wait that has no ready case. */
    public void await(Operation operation) {
        operation.cases.forEach(each -> channels.get(each.channel).offers.add(new Offer(operation, each.sends)));
    }

    private void end(Offer offer, int channel, boolean closed, long received) {
        Set<Integer> possible = offer.operation.numbers(
                each -> each.channel == channel && (closed || each.sends == offer.sends));
        offer.operation.result = new Result(possible, closed, received);
        forget(offer.operation);
    }

    private void forget(Operation operation) {
        channels.forEach(channel -> channel.offers.removeIf(offer -> offer.operation == operation));
    }

    /** @return whether the channel was open */
    public boolean close(int number) {
        Channel channel = channels.get(number);
        if (channel.closed) {
            return false;
        }
        channel.closed = true;
        while (!channel.offers.isEmpty()) {
            end(channel.offers.getFirst(), number, true, NONE);
        }
        return true;
    }

    /** Ends the wait of an operation without an effect. @return whether it waited */
    public boolean cancel(Operation operation) {
        forget(operation);
        return operation.result == null;
    }

    public int length(int channel) {
        return channels.get(channel).values.size();
    }

    /** Returns how many cases wait. */
    public long waiting(int channel, boolean sends) {
        return channels.get(channel).offers.stream().filter(offer -> offer.sends == sends).count();
    }
}
