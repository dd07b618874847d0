package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The general search for a linearization of a history: an order of its operations that respects real time (an
 * operation that returned before another was called comes first) and that the model can perform one by one with the
 * recorded answers.
 *
 * <p><b>The search</b> is that of Wing and Gong. Only an operation that was called before the first return among those
 * not yet in order can be next, since the operation of that return has to come before everything called after it. So
 * the calls and returns are kept in a list; the candidates are the calls in front of the first return. If a candidate
 * fits the state, it is <i>lifted</i> out of the list with its return, and the search begins again at the front. If
 * none fits, the last one is <i>unlifted</i> and the search goes on behind its call. The history is linearizable once
 * no completed operation is left. The list is doubly linked, so that lifting and unlifting take constant time, and the
 * lifted operations are kept on an explicit stack: ten thousand operations deep, recursion would overflow Java's.
 *
 * <p><b>Memoisation</b> is Lowe's addition, without which the search is hopeless on histories that are not
 * linearizable. Two orders of the same operations that lead to the same state have the same future. So the pair of the
 * set of operations in order and of the state, a <i>configuration</i>, is remembered when it is entered, and never
 * entered again. Horn and Kroening keep the set as bits; {@link OrderedSet} leaves out the part that all recent
 * configurations have in common. Their other result, that a history is linearizable if its restriction to each object
 * is (P-compositionality), divides a history before it comes here, see {@link Checker}.
 *
 * <p><b>Pending operations</b> have a call and no return. They may be put in order at any time, with any answer, or
 * never: the search ends without them. Two rules keep their number from multiplying the work. One that does not change
 * the state is not tried. Of several that are equal, the one called first is tried first: what the later could do in
 * its place, it can do as well.
 *
 * <p><b>Reads.</b> A completed operation of which the model says that its answer shows it as a read is taken at once
 * if it fits, and without alternatives: in any order that has it later, it can be moved to this place, as it changes
 * nothing there.
 *
 * <p>The worst case remains exponential, as the problem is NP-complete (Gibbons and Korach). So a {@link Meter} bounds
 * memory and time, and the third outcome is that the search was stopped.
 *
 * <ul>
 * <li>J. M. Wing, C. Gong: Testing and verifying concurrent objects. Journal of Parallel and Distributed Computing 17,
 * 1993. doi 10.1006/jpdc.1993.1015
 * <li>G. Lowe: Testing for linearizability. Concurrency and Computation: Practice and Experience 29(4), 2017. doi
 * 10.1002/cpe.3928
 * <li>A. Horn, D. Kroening: Faster linearizability checking via P-compositionality. FORTE 2015. doi
 * 10.1007/978-3-319-19195-9_4
 * <li>A. Athalye: Porcupine, a fast linearizability checker in Go. github.com/anishathalye/porcupine, 2017
 * <li>P. B. Gibbons, E. Korach: Testing shared memories. SIAM Journal on Computing 26(4), 1997. doi
 * 10.1137/S0097539794279614
 * <li>M. P. Herlihy, J. M. Wing: Linearizability: a correctness condition for concurrent objects. TOPLAS 12(3), 1990. doi
 * 10.1145/78969.78972
 * </ul>
 *
 * @param <S> the state of the model
 */
final class Search<S> {
    enum Outcome {
        LINEARIZABLE, NOT, STOPPED
    }

    /** An operation that is put in order, and what could be done instead of the step that was taken. */
    private record Frame<S>(int number, S before, List<S> steps, int taken, boolean only) {}

    private final Model<S> model;
    private final Meter meter;
    private final Operation[] operations;
    private final int completed;
    private final EntryList entries;
    private final OrderedSet ordered;
    /** The pending operation, equal to this one and called before it, that has to be tried first; -1 for none. */
    private final int[] equalBefore;
    private final Configurations<S> visited;
    private final List<Frame<S>> stack = new ArrayList<>();
    private final Map<String, Step<S>> answers = new LinkedHashMap<>();
    private final @Nullable Operation observed;
    private S state;
    private int remaining;

    /** @param operations of one object or of several that have to be checked together */
    Search(Model<S> model, List<Operation> operations, Meter meter) {
        this(model, operations, meter, null);
    }

    /** @param observed a pending operation whose possible answers are to be collected */
    Search(Model<S> model, List<Operation> operations, Meter meter, @Nullable Operation observed) {
        this.model = model;
        this.meter = meter;
        this.observed = observed;
        // Completed operations first, each group by its calls.
        this.operations = operations.stream()
                .sorted(Comparator.comparing(Operation::pending).thenComparingInt(Operation::start))
                .toArray(Operation[]::new);
        completed = (int) operations.stream().filter(operation -> !operation.pending()).count();
        remaining = completed;
        ordered = new OrderedSet(completed, operations.size() - completed);
        entries = entries();
        equalBefore = equalBefore();
        visited = new Configurations<>(meter);
        state = model.initial();
        meter.search();
    }

    private EntryList entries() {
        int count = operations.length;
        long[] events = new long[count + completed];
        for (int number = 0; number < count; number++) {
            events[number] = (long) operations[number].start() << 32 | number;
        }
        for (int number = 0; number < completed; number++) {
            events[count + number] = (long) operations[number].end() << 32 | count + number;
        }
        Arrays.sort(events);
        EntryList list = new EntryList(count);
        for (long event : events) {
            int number = (int) event;
            if (number < count) {
                list.call(number);
            } else {
                list.end(number - count);
            }
        }
        return list;
    }

    private int[] equalBefore() {
        int[] before = new int[operations.length];
        Map<List<Object>, Integer> last = new HashMap<>();
        for (int number = 0; number < operations.length; number++) {
            Operation each = operations[number];
            before[number] = -1;
            if (each.pending() && !each.equals(observed)) {
                Integer former = last.put(List.of(each.name(), each.argument(), each.object(),
                        model.looksAtThread() ? each.thread() : ""), number);
                before[number] = former == null ? -1 : former;
            }
        }
        return before;
    }

    /** Whether the operations have a linearization. */
    Outcome run() {
        int entry = entries.after(EntryList.HEAD);
        while (remaining > 0 || !model.accepts(state)) {
            if (!meter.allows(stack.size(), operations.length)) {
                return Outcome.STOPPED;
            }
            entry = advance(entry);
            if (entry < 0) {
                return Outcome.NOT;
            }
        }
        return Outcome.LINEARIZABLE;
    }

    /** The states in which linearizations of the operations can end, until one more than {@code most} are found. */
    Set<S> finalStates(int most) {
        Set<S> states = new LinkedHashSet<>();
        int entry = entries.after(EntryList.HEAD);
        while (entry >= 0 && states.size() <= most && meter.allows(stack.size(), operations.length)) {
            if (remaining == 0 && model.accepts(state)) {
                states.add(state);
            }
            entry = advance(entry);
        }
        return states;
    }

    /** The steps of the observed operation with different answers in all configurations that were visited. */
    List<Step<S>> observedSteps() {
        return List.copyOf(answers.values());
    }

    /** The entry to go on with after this one was tried; -1 if all is tried. */
    private int advance(int entry) {
        if (!entries.isCall(entry)) {
            return backtrack();
        }
        int number = entries.operation(entry);
        List<S> steps = fitting(number);
        boolean only = number < completed && !steps.isEmpty() && model.reads(operations[number]);
        return take(number, steps, 0, only) ? entries.after(EntryList.HEAD) : entries.after(entry);
    }

    private List<S> fitting(int number) {
        Operation operation = operations[number];
        boolean pending = number >= completed;
        if (pending && equalBefore[number] >= 0 && !ordered.contains(bit(equalBefore[number]))) {
            return List.of();
        }
        List<S> fitting = new ArrayList<>(1);
        for (Step<S> step : model.steps(state, operation)) {
            if (operation.equals(observed)) {
                answers.putIfAbsent(step.answer(), step);
            }
            if (step.answers(operation) && !(pending && step.next().equals(state))) {
                fitting.add(step.next());
            }
        }
        return fitting;
    }

    /** Takes the first step, from a given one on, that leads to a new configuration. */
    private boolean take(int number, List<S> steps, int from, boolean only) {
        if (from == steps.size()) {
            return false;
        }
        ordered.add(bit(number));
        for (int i = from; i < steps.size(); i++) {
            // A read without alternatives has one configuration before it, so it need not be remembered.
            if (only || visited.add(ordered.key(), steps.get(i))) {
                stack.add(new Frame<>(number, state, steps, i, only));
                entries.lift(number);
                state = steps.get(i);
                if (number < completed) {
                    remaining--;
                }
                return true;
            }
        }
        ordered.remove(bit(number));
        return false;
    }

    private int backtrack() {
        while (!stack.isEmpty()) {
            Frame<S> frame = stack.removeLast();
            int number = frame.number();
            state = frame.before();
            entries.unlift(number);
            ordered.remove(bit(number));
            if (number < completed) {
                remaining++;
            }
            if (frame.only()) {
                continue;
            }
            return take(number, frame.steps(), frame.taken() + 1, false)
                    ? entries.after(EntryList.HEAD)
                    : entries.after(entries.callOf(number));
        }
        return -1;
    }

    private int bit(int number) {
        return number < completed ? number : ordered.firstPending() + number - completed;
    }
}
