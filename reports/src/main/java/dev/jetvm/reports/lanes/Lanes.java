package dev.jetvm.reports.lanes;

import dev.jetvm.conformance.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layout of a history: a lane for each thread, more if operations of one thread overlap, and a column for each event.
 * Columns are in the order of the events and as wide as the labels need; the distance between columns is no time.
 *
 * @param lanes from top to bottom, in the order of their first calls
 * @param width columns of the whole picture
 */
public record Lanes(List<Lane> lanes, int width) {
    /** Columns that a bar needs beside its label. */
    private static final int FRAME = 2;

    /** @param thread the name of the thread; empty for a further lane of the thread above */
    public record Lane(String thread, List<Bar> bars) {}

    /**
     * An operation.
     *
     * @param from its first column
     * @param to the column behind its last; the width of the picture if it is pending
     * @param culprit whether it is the one that does not fit
     * @param suspended pairs of columns between which it was suspended
     */
    public record Bar(Operation operation, String label, int from, int to, boolean culprit, List<int[]> suspended) {}

    private record Event(int rank, Operation operation, boolean call) {}

    /** @param culprit index of the operation to mark; -1 for none */
    public static Lanes of(List<Operation> operations, int culprit) {
        List<Event> events = new ArrayList<>();
        for (Operation each : operations) {
            events.add(new Event(each.start(), each, true));
            if (!each.pending()) {
                events.add(new Event(each.end(), each, false));
            }
        }
        events.sort(Comparator.comparingInt(Event::rank));
        Map<Integer, Integer> columns = new LinkedHashMap<>();
        int column = 0;
        int width = 0;
        for (Event event : events) {
            int index = event.operation().index();
            int label = event.operation().text().length() + FRAME;
            if (event.call()) {
                columns.put(index, column);
                width = Math.max(width, event.operation().pending() ? column + label : 0);
            } else {
                column = Math.max(column, columns.getOrDefault(index, 0) + label);
                columns.put(-1 - index, column);
            }
            column++;
        }
        width = Math.max(width, column);
        return new Lanes(lanes(operations, events, columns, culprit, width), width);
    }

    private static List<Lane> lanes(List<Operation> operations, List<Event> events, Map<Integer, Integer> columns,
            int culprit, int width) {
        Map<String, List<List<Bar>>> byThread = new LinkedHashMap<>();
        operations.stream().sorted(Comparator.comparingInt(Operation::start)).forEach(each -> {
            int from = columns.getOrDefault(each.index(), 0);
            int to = each.pending() ? width : columns.getOrDefault(-1 - each.index(), width);
            List<int[]> suspended = each.suspensions().stream()
                    .map(part -> new int[]{column(events, columns, part.from(), to),
                            column(events, columns, part.to(), to)})
                    .filter(part -> part[0] < part[1]).toList();
            Bar bar = new Bar(each, each.text(), from, to, each.index() == culprit, suspended);
            List<List<Bar>> lanes = byThread.computeIfAbsent(each.thread(), _ -> new ArrayList<>());
            List<Bar> free = lanes.stream().filter(lane -> lane.getLast().to() <= from).findFirst().orElseGet(() -> {
                List<Bar> added = new ArrayList<>();
                lanes.add(added);
                return added;
            });
            free.add(bar);
        });
        List<Lane> all = new ArrayList<>();
        byThread.forEach((thread, lanes) -> {
            for (int i = 0; i < lanes.size(); i++) {
                all.add(new Lane(i == 0 ? thread : "", List.copyOf(lanes.get(i))));
            }
        });
        return List.copyOf(all);
    }

    /** The column of the first event at or after a rank. */
    private static int column(List<Event> events, Map<Integer, Integer> columns, int rank, int last) {
        return events.stream().filter(event -> event.rank() >= rank).findFirst()
                .map(event -> columns.getOrDefault(
                        event.call() ? event.operation().index() : -1 - event.operation().index(), last))
                .map(found -> Math.min(found, last)).orElse(last);
    }

    /** Columns of the longest name of a thread. */
    int nameWidth() {
        return lanes.stream().mapToInt(lane -> lane.thread().length()).max().orElse(0);
    }
}
