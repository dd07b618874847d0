package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides histories of an unbounded FIFO queue whose enqueued values are all different, in O(n log n).
 *
 * <p>Such a history is linearizable if and only if it has none of four bad patterns (Henzinger, Sezgin and Vafeiadis,
 * Aspect-oriented linearizability proofs, CONCUR 2013; Bouajjani, Emmi, Enea and Hamza, On reducing linearizability to
 * state reachability, ICALP 2015):
 * <ol>
 * <li>a value is dequeued that was not enqueued, or its dequeue returns before its enqueue is called;
 * <li>a value is dequeued twice;
 * <li>enqueue(a) returns before enqueue(b) is called, and dequeue(b) returns before dequeue(a) is called or a is never
 * dequeued;
 * <li>a dequeue answers "empty", and at each moment of it there is a value that is certainly in the queue: from the
 * return of its enqueue to the call of its dequeue.
 * </ol>
 * The third is found by a sweep over the calls of enqueues that knows the latest dequeue among the values that were
 * certainly enqueued before; the fourth by the union of the intervals.
 *
 * <p>A pending enqueue counts if its value was dequeued, and can be left out otherwise. A pending dequeue may have taken
 * any value that is still there. A value that has to leave by pattern 3 is given to one that was called in time; with
 * equal deadlines it does not matter to which. If pattern 4 is absent then, the history is linearizable; if it would be there
 * even if all values that are still there had left at once, it is not. What is between is left to the general search.
 */
final class FifoCheck implements FastPath {
    private static final int NEVER = Operation.NEVER;

    private final Set<String> enqueues;
    private final Set<String> dequeues;

    FifoCheck(Set<String> enqueues, Set<String> dequeues) {
        this.enqueues = enqueues;
        this.dequeues = dequeues;
    }

    /** A value in the queue; as rank of a dequeue that did not happen, {@link Operation#NEVER}. */
    private static final class Item {
        private final int enqueued;
        private final int enqueueEnd;
        private int dequeued = NEVER;
        private int dequeueEnd = NEVER;
        private boolean taken;
        /** When a value enqueued later is gone for certain; this one is dequeued by then at the latest. */
        private int deadline = NEVER;

        Item(Operation enqueue) {
            enqueued = enqueue.start();
            enqueueEnd = enqueue.end();
        }
    }

    @Override
    public Optional<Boolean> decide(List<Operation> operations) {
        Map<Object, Item> items = new HashMap<>();
        List<Operation> taking = new ArrayList<>();
        List<Operation> empties = new ArrayList<>();
        List<Integer> pendingDequeues = new ArrayList<>();
        for (Operation each : operations) {
            if (enqueues.contains(each.name())) {
                if (!isPlainEnqueue(each) || items.put(each.argument(), new Item(each)) != null) {
                    return Optional.empty();
                }
            } else if (!dequeues.contains(each.name()) || each.result().equals(Values.ABSENT) && isOk(each)) {
                return Optional.empty();
            } else if (each.pending()) {
                pendingDequeues.add(each.start());
            } else if (isOk(each) && !each.result().equals(Values.NIL)) {
                taking.add(each);
            } else if (isOk(each) || each.outcome().equals(Outcomes.EMPTY)) {
                empties.add(each);
            } else {
                return Optional.empty();
            }
        }
        if (!match(items, taking)) {
            return Optional.of(false);
        }
        List<Item> present = items.values().stream().filter(item -> item.taken || item.enqueueEnd != NEVER)
                .sorted(Comparator.comparingInt(item -> item.enqueued)).toList();
        boolean choice = !pendingDequeues.isEmpty() && present.stream().anyMatch(item -> !item.taken);
        boolean ordered = (!choice || serve(present, pendingDequeues)) && inOrder(present);
        if (!ordered || emptiesFit(present, empties)) {
            return Optional.of(ordered);
        }
        return choice && emptiesMayFit(present, empties) ? Optional.empty() : Optional.of(false);
    }

    /** Whether pattern 4 is absent if each value that was not dequeued left at once. */
    private static boolean emptiesMayFit(List<Item> present, List<Operation> empties) {
        present.stream().filter(item -> !item.taken).forEach(item -> item.dequeued = item.enqueueEnd);
        return emptiesFit(present, empties);
    }

    private static boolean isPlainEnqueue(Operation each) {
        return (each.pending() || isOk(each) && !each.result().equals(false)) && !each.argument().equals(Values.NIL);
    }

    private static boolean isOk(Operation operation) {
        return operation.outcome().equals(Outcomes.OK);
    }

    /** Patterns 1 and 2. */
    private static boolean match(Map<Object, Item> items, List<Operation> taking) {
        for (Operation each : taking) {
            Item item = items.get(each.result());
            if (item == null || item.taken || each.end() < item.enqueued) {
                return false;
            }
            item.taken = true;
            item.dequeued = each.start();
            item.dequeueEnd = each.end();
        }
        return true;
    }

    /** Gives values that have to leave to pending dequeues. */
    private static boolean serve(List<Item> byEnqueue, List<Integer> calls) {
        List<Item> leaving = new ArrayList<>();
        List<Item> byEnd = byEnqueue.stream().sorted(Comparator.comparingInt((Item item) -> item.enqueueEnd).reversed())
                .toList();
        int next = byEnqueue.size();
        int firstEnd = NEVER;
        for (Item item : byEnd) {
            while (next > 0 && byEnqueue.get(next - 1).enqueued > item.enqueueEnd) {
                firstEnd = Math.min(firstEnd, byEnqueue.get(--next).dequeueEnd);
            }
            if (!item.taken && firstEnd != NEVER) {
                leaving.add(item);
                item.deadline = firstEnd;
            }
        }
        leaving.sort(Comparator.comparingInt(item -> item.deadline));
        List<Integer> free = calls.stream().sorted().toList();
        for (int i = 0; i < leaving.size(); i++) {
            if (i >= free.size() || free.get(i) > leaving.get(i).deadline) {
                return false;
            }
            leaving.get(i).dequeued = free.get(i);
        }
        return true;
    }

    /** Pattern 3. */
    private static boolean inOrder(List<Item> byEnqueue) {
        List<Item> byEnd = byEnqueue.stream().sorted(Comparator.comparingInt(item -> item.enqueueEnd)).toList();
        int before = 0;
        int latest = -1;
        for (Item item : byEnqueue) {
            while (byEnd.get(before).enqueueEnd < item.enqueued) {
                latest = Math.max(latest, byEnd.get(before++).dequeued);
            }
            if (latest > item.dequeueEnd) {
                return false;
            }
        }
        return true;
    }

    /** Pattern 4. */
    private static boolean emptiesFit(List<Item> items, List<Operation> empties) {
        int[][] certain = items.stream().filter(item -> item.enqueueEnd < item.dequeued)
                .map(item -> new int[]{item.enqueueEnd, item.dequeued}).sorted(Comparator.comparingInt(span -> span[0]))
                .toArray(int[][]::new);
        int spans = 0;
        for (int[] span : certain) {
            if (spans > 0 && span[0] < certain[spans - 1][1]) {
                certain[spans - 1][1] = Math.max(certain[spans - 1][1], span[1]);
            } else {
                certain[spans++] = span;
            }
        }
        int[] starts = Arrays.stream(certain, 0, spans).mapToInt(span -> span[0]).toArray();
        for (Operation each : empties) {
            int found = Arrays.binarySearch(starts, each.start());
            int span = found >= 0 ? found : -found - 2;
            if (span >= 0 && certain[span][1] > each.end()) {
                return false;
            }
        }
        return true;
    }
}
