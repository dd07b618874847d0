package dev.jetvm.conformance.workload;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Direct checks of the history of one deque whose owner is thread 0. Values are pushed in ascending order, so the deque holds
 * ascending values from top to bottom: a smaller value is an older one.
 *
 * <ul>
 * <li>Each value is taken at most once, and not before it is pushed.</li>
 * <li>Owner: pops give the newest of what it pushed and has not popped. What remains when a pop is empty was stolen.</li>
 * <li>Thieves: a steal is not followed by a take of an older value, and none stays behind.</li>
 * <li>{@code empty}: there was a moment without any value that was surely present.</li>
 * <li>{@code contended}: another thread took a value meanwhile.</li>
 * </ul>
 *
 * <p>Times are compared only where they decide, so a history that is right is never refused. That a history without a
 * violation is linearizable is not claimed.
 */
final class DequeHistory {
    /** The newest time, for a value that is never taken. */
    private static final long NEVER = Long.MAX_VALUE;

    private final List<HistoryEntry> history;
    private final boolean tellsContended;
    private final Map<Long, HistoryEntry> pushes = new HashMap<>();
    private final Map<Long, HistoryEntry> takes = new HashMap<>();

    /** @param tellsContended whether the implementation announces that it tells a lost race from an empty deque */
    DequeHistory(List<HistoryEntry> history, boolean tellsContended) {
        this.history = history;
        this.tellsContended = tellsContended;
    }

    Optional<Violation> violation() {
        return Stream.<Supplier<Optional<Violation>>>of(this::outcomes, this::values, this::thieves, this::owner,
                this::empties, this::contended).map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    private Optional<Violation> outcomes() {
        return history.stream().filter(entry -> !switch (entry.outcome()) {
            case "ok" -> entry.is("push") == (entry.value() == HistoryEntry.NONE)
                    && entry.is("push") == (entry.argument() != HistoryEntry.NONE);
            case "empty" -> entry.is("pop") || entry.is("steal");
            case "contended" -> entry.is("steal");
            default -> false;
        }).findFirst().map(entry -> Violation.of("an operation has no such result", entry));
    }

    private Optional<Violation> values() {
        history.stream().filter(entry -> entry.is("push")).forEach(push -> pushes.put(push.argument(), push));
        for (HistoryEntry take : history) {
            if (take.is("push") || !take.isOk()) {
                continue;
            }
            HistoryEntry push = pushes.get(take.value());
            if (push == null) {
                return Optional.of(Violation.of("a value was taken that no thread pushed", take));
            }
            HistoryEntry before = takes.put(take.value(), take);
            if (before != null) {
                return Optional.of(Violation.of("a value was taken twice", before, take));
            }
            if (take.isBefore(push)) {
                return Optional.of(Violation.of("a value was taken before it was pushed", take, push));
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> owner() {
        Deque<HistoryEntry> pushed = new ArrayDeque<>();
        for (HistoryEntry entry : history) {
            if (entry.is("push")) {
                pushed.push(entry);
            } else if (entry.is("pop") && entry.isOk()) {
                HistoryEntry newest = pushed.poll();
                if (newest == null || newest.argument() != entry.value()) {
                    return Optional.of(Violation.of("a pop did not give the newest value", entry,
                            newest == null ? entry : newest));
                }
            } else if (entry.is("pop")) {
                for (HistoryEntry push : pushed) {
                    HistoryEntry take = takes.get(push.argument());
                    if (take == null || entry.isBefore(take)) {
                        return Optional.of(take == null
                                ? Violation.of("a value was lost: a pop was empty, and no operation took it", push,
                                        entry)
                                : Violation.of("a pop was empty while a value was there", push, entry, take));
                    }
                }
                pushed.clear();
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> thieves() {
        List<HistoryEntry> steals = takes.values().stream().filter(take -> take.is("steal"))
                .sorted(Comparator.comparingLong(HistoryEntry::end)).toList();
        List<HistoryEntry> later = takes.values().stream().sorted(Comparator.comparingLong(HistoryEntry::start))
                .toList();
        Optional<HistoryEntry> greatest = Optional.empty();
        int ended = 0;
        for (HistoryEntry take : later) {
            while (ended < steals.size() && steals.get(ended).isBefore(take)) {
                greatest = greater(greatest, steals.get(ended++));
            }
            if (greatest.isPresent() && greatest.get().value() > take.value()) {
                return Optional.of(Violation.of("a steal did not give the oldest value", greatest.get(), take));
            }
        }
        Optional<HistoryEntry> last = steals.stream().max(Comparator.comparingLong(HistoryEntry::value));
        return pushes.values().stream().filter(push -> !takes.containsKey(push.argument())
                && last.isPresent() && last.get().value() > push.argument()).findFirst()
                .map(push -> Violation.of("an older value was passed over and is never taken", push, last
                        .orElseThrow()));
    }

    private static Optional<HistoryEntry> greater(Optional<HistoryEntry> known, HistoryEntry other) {
        return known.isPresent() && known.get().value() > other.value() ? known : Optional.of(other);
    }

    /** The time from {@code from} to {@code to}, both excluded, in which some value was surely present. */
    private record Presence(long from, long to) {}

    /** Disjoint, by their beginnings. */
    private NavigableMap<Long, Presence> presences() {
        NavigableMap<Long, Presence> merged = new TreeMap<>();
        Iterable<Presence> sorted = pushes.values().stream().map(push -> {
            HistoryEntry take = takes.get(push.argument());
            return new Presence(push.end(), take == null ? NEVER : take.start());
        }).filter(presence -> presence.from < presence.to).sorted(Comparator.comparingLong(Presence::from))::iterator;
        for (Presence next : sorted) {
            Presence last = merged.isEmpty() ? null : merged.lastEntry().getValue();
            Presence joined = last != null && next.from < last.to
                    ? new Presence(last.from, Math.max(last.to, next.to))
                    : next;
            merged.put(joined.from, joined);
        }
        return merged;
    }

    private Optional<Violation> empties() {
        NavigableMap<Long, Presence> presences = presences();
        return history.stream().filter(entry -> entry.outcome().equals("empty"))
                .filter(entry -> tellsContended || entry.is("pop") || !isDuringATake(entry))
                .filter(entry -> {
                    Map.Entry<Long, Presence> last = presences.lowerEntry(entry.start());
                    return last != null && entry.end() < last.getValue().to;
                })
                .findFirst().map(entry -> Violation.of("the deque was not empty at any moment of the operation",
                        entry));
    }

    private Optional<Violation> contended() {
        return history.stream().filter(entry -> entry.outcome().equals("contended") && !isDuringATake(entry))
                .findFirst()
                .map(entry -> Violation.of("no other thread took a value while the steal was contended", entry));
    }

    private boolean isDuringATake(HistoryEntry entry) {
        return takes.values().stream().anyMatch(take -> take.thread() != entry.thread() && !take.isBefore(entry)
                && !entry.isBefore(take));
    }
}
