package dev.jetvm.conformance.workload;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.linearizability.Failure;
import dev.jetvm.conformance.linearizability.Judgement;
import dev.jetvm.conformance.linearizability.Verdict;
import dev.jetvm.conformance.workload.ChannelStep.Case;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Checks the history of channels of one capacity. What can be said in a sentence about a few operations is looked for first, then
 * the checker decides whether there is an order of all operations.
 *
 * <ul>
 * <li>Each value is received at most once, from the channel to which it was sent, after its send began.</li>
 * <li>Values that one sender sent to a channel are received in order.</li>
 * <li>Nothing is sent behind a close, and a close succeeds once.</li>
 * <li>No operation waits at the end that is possible.</li>
 * </ul>
 *
 * <p>Clauses: CHAN-25, SEL-13
 */
final class ChannelHistory {
    private final List<ChannelStep> history;
    private final int capacity;
    private final Map<Long, ChannelStep> sends = new HashMap<>();
    private final Map<Long, ChannelStep> receives = new HashMap<>();

    ChannelHistory(List<ChannelStep> history, int capacity) {
        this.history = history;
        this.capacity = capacity;
    }

    Optional<Violation> violation() {
        return Stream.<Supplier<Optional<Violation>>>of(this::outcomes, this::values, this::order, this::closes,
                this::waits, this::checker).map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    private static Violation violation(String sentence, ChannelStep... steps) {
        return Violation.of(sentence, Stream.of(steps).map(ChannelStep::entry).toArray(HistoryEntry[]::new));
    }

    private Optional<Violation> outcomes() {
        return history.stream().filter(step -> !step.entry().isPending() && !step.isWellFormed()).findFirst()
                .map(step -> violation("an operation has no such result", step));
    }

    private Optional<Violation> values() {
        history.stream().filter(ChannelStep::maySend).forEach(step -> sends.put(step.entry().argument(), step));
        return history.stream().filter(step -> step.receivedFrom().isPresent()).map(this::received)
                .flatMap(Optional::stream).findFirst();
    }

    private Optional<Violation> received(ChannelStep step) {
        ChannelStep send = sends.get(step.entry().value());
        if (send == null) {
            return Optional.of(violation("a value was received that no thread sent", step));
        }
        if (step.entry().isBefore(send.entry())) {
            return Optional.of(violation("a value was received before it was sent", step, send));
        }
        if (!send.entry().isPending() && send.sentTo().isEmpty()) {
            return Optional.of(violation("a value was received although its send failed", send, step));
        }
        if (!send.entry().isPending() && !send.sentTo().equals(step.receivedFrom())) {
            return Optional.of(violation("a value was received from another channel than it was sent to", send, step));
        }
        ChannelStep before = receives.put(step.entry().value(), step);
        if (before != null) {
            return Optional.of(violation("a value was received twice", before, step));
        }
        return capacity == 0 && send.entry().isBefore(step.entry())
                ? Optional.of(violation("a send without a buffer ended before its value was received", send, step))
                : Optional.empty();
    }

    /** Two values of one sender: the later one was not received before the receive of the earlier one began. */
    private Optional<Violation> order() {
        for (ChannelStep later : sends.values()) {
            ChannelStep sooner = sends.get(later.entry().argument() - 1);
            ChannelStep second = receives.get(later.entry().argument());
            if (sooner == null || sooner.entry().thread() != later.entry().thread() || second == null
                    || !sooner.sentTo().equals(later.sentTo())) {
                continue;
            }
            ChannelStep first = receives.get(sooner.entry().argument());
            if (first != null && second.entry().isBefore(first.entry())) {
                return Optional.of(violation("two values of one sender were received in the wrong order", sooner, later,
                        second, first));
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> closes() {
        Map<Integer, ChannelStep> closes = new HashMap<>();
        for (ChannelStep step : history) {
            if (step.isClose() && step.entry().isOk()) {
                ChannelStep before = closes.put(step.channel(), step);
                if (before != null) {
                    return Optional.of(violation("a channel was closed twice", before, step));
                }
            }
        }
        for (ChannelStep step : history) {
            Optional<Integer> closed = step.isClosed()
                    ? Optional.of(step.chosen().map(Case::channel).orElse(step.channel()))
                    : Optional.empty();
            if (closed.isPresent()) {
                ChannelStep close = closes.get(closed.get());
                if (close == null ? !isBeingClosed(closed.get()) : step.entry().isBefore(close.entry())) {
                    return Optional.of(violation("the channel was not closed yet", step));
                }
            }
            ChannelStep close = step.sentTo().map(closes::get).orElse(null);
            if (close != null && close.entry().isBefore(step.entry())) {
                return Optional.of(violation("a value was sent to a closed channel", close, step));
            }
        }
        return Optional.empty();
    }

    private boolean isBeingClosed(int channel) {
        return history.stream()
                .anyMatch(step -> step.isClose() && step.channel() == channel && step.entry().isPending());
    }

    /** What waits at the end cannot be possible then: the workload ended because nothing happened any more. */
    private Optional<Violation> waits() {
        for (ChannelStep step : history) {
            if (!step.entry().isPending()) {
                continue;
            }
            if (!step.waits()) {
                return Optional.of(violation("an operation waits that never has to wait", step));
            }
            Optional<Violation> possible = step.cases().stream().map(each -> possible(step, each))
                    .flatMap(Optional::stream)
                    .findFirst();
            if (possible.isPresent()) {
                return possible;
            }
        }
        return Optional.empty();
    }

    /** Why a case of an operation that waits is possible. */
    private Optional<Violation> possible(ChannelStep waiting, Case each) {
        int channel = each.channel();
        if (history.stream()
                .anyMatch(step -> step.isClose() && step.channel() == channel && !step.entry().isPending())) {
            return Optional.of(violation("an operation waits although the channel is closed", waiting));
        }
        Optional<ChannelStep> partner = history.stream().filter(step -> step != waiting && step.entry().isPending())
                .filter(step -> step.cases().contains(new Case(!each.sends(), channel))).findFirst();
        if (partner.isPresent()) {
            return Optional.of(each.sends()
                    ? violation("a send and a receive wait for ever", waiting, partner.get())
                    : violation("a send and a receive wait for ever", partner.get(), waiting));
        }
        List<ChannelStep> left = history.stream().filter(step -> step.sentTo().filter(to -> to == channel).isPresent()
                && !receives.containsKey(step.entry().argument())).toList();
        if (!each.sends() && !left.isEmpty()) {
            return Optional
                    .of(violation("a receive waits for ever although %d sent values were not received".formatted(left
                            .size()), waiting, left.getFirst()));
        }
        return each.sends() && left.size() < capacity
                ? Optional.of(violation("a send waits for ever although the buffer has room: it holds %d of %d values"
                        .formatted(left.size(), capacity), waiting))
                : Optional.empty();
    }

    /** The order of all operations. A history that the checker cannot decide within its limits is not refused. */
    private Optional<Violation> checker() {
        List<Operation> operations = HistoryFailure.operationsOf(history);
        return HistoryFailure.judgement(operations, ObjectModel.channel(capacity))
                .filter(judgement -> judgement.verdict() == Verdict.NOT_LINEARIZABLE)
                .map(judgement -> new Violation("no order of the operations explains their results",
                        List.of(culprit(judgement, operations))));
    }

    /** The entry of the operation that does not fit, or else the last one. */
    private HistoryEntry culprit(Judgement judgement, List<Operation> operations) {
        return judgement.failure().flatMap(Failure::culprit)
                .flatMap(operation -> history.stream().map(ChannelStep::entry)
                        .filter(entry -> Integer.toString(entry.thread()).equals(operation.thread()))
                        .skip(operations.stream().filter(each -> each.thread().equals(operation.thread())
                                && each.start() < operation.start()).count())
                        .findFirst())
                .orElseGet(() -> history.getLast().entry());
    }
}
