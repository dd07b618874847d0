package dev.jetvm.conformance.workload;

import dev.jetvm.conformance.linearizability.Failure;
import dev.jetvm.conformance.linearizability.Judgement;
import dev.jetvm.conformance.linearizability.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Checks the history of one channel. What can be said in a sentence about two operations is looked for first, then the checker
 * decides whether there is an order of all operations.
 *
 * <ul>
 * <li>Each value is received at most once, after its send began.</li>
 * <li>Values of one sender that one receiver gets are in order.</li>
 * <li>Nothing is sent behind a close, and a close succeeds once.</li>
 * <li>No operation waits at the end that is possible.</li>
 * </ul>
 *
 * <p>Clause: CHAN-25
 */
final class ChannelHistory {
    private static final String SEND = "send";
    private static final String RECEIVE = "receive";
    private static final String CLOSE = "close";
    private static final String CLOSED = "closed";

    private final List<HistoryEntry> history;
    private final int capacity;
    private final Map<Long, HistoryEntry> sends = new HashMap<>();
    private final Map<Long, HistoryEntry> receives = new HashMap<>();

    ChannelHistory(List<HistoryEntry> history, int capacity) {
        this.history = history;
        this.capacity = capacity;
    }

    Optional<Violation> violation() {
        return Stream.<Supplier<Optional<Violation>>>of(this::outcomes, this::values, this::order, this::closes,
                this::waits, this::checker).map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    private Optional<Violation> outcomes() {
        return history.stream().filter(entry -> !entry.isPending()).filter(entry -> !switch (entry.outcome()) {
            case "ok" -> isReceive(entry) == (entry.value() != HistoryEntry.NONE);
            case CLOSED -> true;
            case "full" -> entry.is("try-send");
            case "empty" -> entry.is("try-receive");
            default -> false;
        }).findFirst().map(entry -> Violation.of("an operation has no such result", entry));
    }

    private static boolean isSend(HistoryEntry entry) {
        return entry.is(SEND) || entry.is("try-send");
    }

    private static boolean isReceive(HistoryEntry entry) {
        return entry.is(RECEIVE) || entry.is("try-receive");
    }

    private Optional<Violation> values() {
        history.stream().filter(ChannelHistory::isSend).forEach(entry -> sends.put(entry.argument(), entry));
        for (HistoryEntry entry : history) {
            if (!isReceive(entry) || !entry.isOk()) {
                continue;
            }
            HistoryEntry send = sends.get(entry.value());
            if (send == null) {
                return Optional.of(Violation.of("a value was received that no thread sent", entry));
            }
            if (entry.isBefore(send)) {
                return Optional.of(Violation.of("a value was received before it was sent", entry, send));
            }
            if (!send.isOk() && !send.isPending()) {
                return Optional.of(Violation.of("a value was received although its send failed", send, entry));
            }
            HistoryEntry before = receives.put(entry.value(), entry);
            if (before != null) {
                return Optional.of(Violation.of("a value was received twice", before, entry));
            }
            if (capacity == 0 && send.isBefore(entry)) {
                return Optional
                        .of(Violation.of("a send without a buffer ended before its value was received", send, entry));
            }
        }
        return Optional.empty();
    }

    /** Two values of one sender: the later one was not received before the receive of the earlier one began. */
    private Optional<Violation> order() {
        for (HistoryEntry later : sends.values()) {
            HistoryEntry sooner = sends.get(later.argument() - 1);
            HistoryEntry second = receives.get(later.argument());
            if (sooner == null || sooner.thread() != later.thread() || second == null) {
                continue;
            }
            HistoryEntry first = receives.get(sooner.argument());
            if (first != null && second.isBefore(first)) {
                return Optional
                        .of(Violation.of("two values of one sender were received in the wrong order", sooner, later,
                                second, first));
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> closes() {
        List<HistoryEntry> closed = history.stream().filter(entry -> entry.is(CLOSE) && entry.isOk()).toList();
        if (closed.size() > 1) {
            return Optional.of(new Violation("a channel was closed twice", closed));
        }
        Optional<HistoryEntry> early = history.stream().filter(entry -> entry.outcome().equals(CLOSED))
                .filter(entry -> closed.stream().noneMatch(close -> !entry.isBefore(close))).findFirst();
        if (early.isPresent()) {
            return Optional.of(Violation.of("the channel was not closed yet", early.get()));
        }
        return closed.stream().flatMap(close -> history.stream().filter(entry -> isSend(entry) && entry.isOk()
                && close.isBefore(entry))
                .map(entry -> Violation.of("a value was sent to a closed channel", close, entry)))
                .findFirst();
    }

    /** What waits at the end cannot be possible then: the workload ended because nothing happened any more. */
    private Optional<Violation> waits() {
        Optional<HistoryEntry> sender = waiting(SEND);
        Optional<HistoryEntry> receiver = waiting(RECEIVE);
        boolean closed = history.stream().anyMatch(entry -> entry.is(CLOSE) && !entry.isPending());
        long left = history.stream().filter(entry -> isSend(entry) && entry.isOk()).count() - receives.size();
        if (closed && (sender.isPresent() || receiver.isPresent())) {
            return Optional.of(Violation.of("an operation waits although the channel is closed",
                    sender.or(() -> receiver).orElseThrow()));
        }
        if (sender.isPresent() && receiver.isPresent()) {
            return Optional.of(Violation.of("a send and a receive wait for ever", sender.get(), receiver.get()));
        }
        if (receiver.isPresent() && left > 0) {
            return Optional.of(Violation.of("a receive waits for ever although %d sent values were not received"
                    .formatted(left),
                    Stream.concat(receiver.stream(), sends.values().stream()
                            .filter(send -> send.isOk() && !receives.containsKey(send.argument())).limit(2))
                            .toArray(HistoryEntry[]::new)));
        }
        if (sender.isPresent() && left < capacity) {
            return Optional
                    .of(Violation.of("a send waits for ever although the buffer has room: it holds %d of %d values"
                            .formatted(left, capacity), sender.get()));
        }
        return history.stream().filter(HistoryEntry::isPending).filter(entry -> !entry.is(SEND) && !entry.is(RECEIVE))
                .findFirst().map(entry -> Violation.of("an operation waits that never has to wait", entry));
    }

    private Optional<HistoryEntry> waiting(String op) {
        return history.stream().filter(entry -> entry.isPending() && entry.is(op)).findFirst();
    }

    /** The order of all operations. A history that the checker cannot decide within its limits is not refused. */
    private Optional<Violation> checker() {
        return HistoryFailure.judgement(HistoryFailure.operations(history), ObjectModel.channel(capacity))
                .filter(judgement -> judgement.verdict() == Verdict.NOT_LINEARIZABLE)
                .map(judgement -> new Violation("no order of the operations explains their results",
                        culprit(judgement)));
    }

    /** The entry of the operation that does not fit, or else the last one. */
    private List<HistoryEntry> culprit(Judgement judgement) {
        return judgement.failure().flatMap(Failure::culprit)
                .flatMap(operation -> history.stream().filter(entry -> Integer.toString(entry.thread())
                        .equals(operation.thread()))
                        .skip(HistoryFailure.operations(history).stream().filter(each -> each.thread()
                                .equals(operation.thread()) && each.start() < operation.start()).count())
                        .findFirst())
                .map(List::of).orElse(List.of(history.getLast()));
    }
}
