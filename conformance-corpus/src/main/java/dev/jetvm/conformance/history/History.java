package dev.jetvm.conformance.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A history: operations in the order of their calls, with ranks as times.
 *
 * @param model the model that the file names; empty if it names none
 * @param parameters parameters of the model that the file gives
 * @param operations in the order of their calls
 * @param leftOut operations of the file that are known to have had no effect, and events that are no operations
 */
public record History(String model, Map<String, String> parameters, List<Operation> operations, int leftOut) {
    public History {
        parameters = Map.copyOf(parameters);
        operations = List.copyOf(operations);
    }

    /**
     * An operation with times of any clock.
     *
     * @param completed whether it has an answer and an end
     * @param suspensions pairs of times, {@code Long.MAX_VALUE} as the second if it stayed suspended
     */
    public record Timed(String thread, String object, String name, Object argument, boolean completed, String outcome,
            Object result, long start, long end, List<long[]> suspensions, int line) {}

    /** A history of a model with operations in any order. */
    public static History of(String model, Map<String, String> parameters, List<Timed> operations, int leftOut) {
        return new History(model, parameters, ranked(operations), leftOut);
    }

    /**
     * Replaces times by ranks. At equal times calls come before returns: two operations are in real-time order only if
     * the clock shows it, so that a coarse clock hides a fault rather than invents one.
     */
    private static List<Operation> ranked(List<Timed> timed) {
        List<Timed> called = new ArrayList<>(timed);
        called.sort(Comparator.comparingLong(Timed::start).thenComparingInt(Timed::line));
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < called.size(); i++) {
            Timed each = called.get(i);
            events.add(new Event(each.start(), 0, i));
            if (each.completed()) {
                events.add(new Event(each.end(), 1, i));
            }
        }
        events.sort(Comparator.comparingLong(Event::time).thenComparingInt(Event::kind).thenComparingInt(Event::of));
        int[] starts = new int[called.size()];
        int[] ends = new int[called.size()];
        Arrays.fill(ends, Operation.NEVER);
        for (int rank = 0; rank < events.size(); rank++) {
            Event event = events.get(rank);
            (event.kind() == 0 ? starts : ends)[event.of()] = rank;
        }
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < called.size(); i++) {
            Timed each = called.get(i);
            List<Operation.Suspension> suspensions = each.suspensions().stream()
                    .map(span -> new Operation.Suspension(rank(events, span[0]), rank(events, span[1]))).toList();
            operations.add(new Operation(i, each.thread(), each.object(), each.name(), each.argument(),
                    each.completed() ? each.outcome() : Outcomes.PENDING,
                    each.completed() ? each.result() : Values.ABSENT, starts[i], ends[i], suspensions, each.line()));
        }
        return operations;
    }

    /** The number of events before a time. */
    private static int rank(List<Event> events, long time) {
        if (time == Long.MAX_VALUE) {
            return Operation.NEVER;
        }
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).time() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** @param kind 0 a call, 1 a return */
    private record Event(long time, int kind, int of) {}
}
