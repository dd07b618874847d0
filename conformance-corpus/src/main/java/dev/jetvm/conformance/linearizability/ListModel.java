package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list to which values are added at its end and from which they are taken: a queue takes the first, a stack the last,
 * a deque with work stealing either.
 *
 * @param capacity most values at a time; {@link Integer#MAX_VALUE} if it is unbounded
 */
record ListModel(Set<String> adds, Set<String> takesFirst, Set<String> takesLast,
        int capacity) implements Model<List<Object>> {

    static ListModel queue(int capacity) {
        return new ListModel(Set.of("enqueue", "push", "offer", "add"), Set.of("dequeue", "pop", "poll", "take"),
                Set.of(), capacity);
    }

    static ListModel stack(int capacity) {
        return new ListModel(Set.of("push"), Set.of(), Set.of("pop"), capacity);
    }

    static ListModel deque(int capacity) {
        return new ListModel(Set.of("push"), Set.of("steal"), Set.of("pop"), capacity);
    }

    @Override
    public Set<String> operations() {
        return Stream.of(adds, takesFirst, takesLast).flatMap(Set::stream).collect(Collectors.toSet());
    }

    @Override
    public List<Object> initial() {
        return List.of();
    }

    @Override
    public List<Step<List<Object>>> steps(List<Object> state, Operation operation) {
        if (adds.contains(operation.name())) {
            return List.of(state.size() < capacity
                    ? Step.done(Arguments.with(state, operation.argument()))
                    : Step.outcome(state, Outcomes.FULL));
        }
        boolean first = takesFirst.contains(operation.name());
        if (!first && !takesLast.contains(operation.name())) {
            throw Arguments.unknown(operation);
        }
        Step<List<Object>> taken = state.isEmpty()
                ? Step.outcome(state, Outcomes.EMPTY)
                : first
                        ? Step.value(Arguments.withoutFirst(state), state.getFirst())
                        : Step.value(Arguments.withoutLast(state), state.getLast());
        return steals(operation) ? List.of(taken, Step.outcome(state, Outcomes.CONTENDED)) : List.of(taken);
    }

    private boolean steals(Operation operation) {
        return !takesLast.isEmpty() && takesFirst.contains(operation.name());
    }

    private boolean takes(Operation operation) {
        return !adds.contains(operation.name())
                && operation.outcome().equals(Outcomes.OK) && !operation.result().equals(Values.NIL);
    }

    @Override
    public boolean reads(Operation operation) {
        return !operation.pending() && (adds.contains(operation.name())
                ? !operation.outcome().equals(Outcomes.OK)
                : !takes(operation));
    }

    /** Only a steal that overlaps a successful pop or steal can have lost a race. */
    @Override
    public @Nullable String objection(Operation operation, List<Operation> all) {
        boolean lost = operation.outcome().equals(Outcomes.CONTENDED);
        boolean rival = lost && all.stream().anyMatch(other -> other.index() != operation.index()
                && !adds.contains(other.name()) && (other.pending() || takes(other)) && other.overlaps(operation));
        return lost && !rival
                ? operation.text() + " lost a race, but no successful pop or steal overlaps it"
                : null;
    }

    @Override
    public Optional<FastPath> fastPath() {
        return capacity == Integer.MAX_VALUE && takesLast.isEmpty()
                ? Optional.of(new FifoCheck(adds, takesFirst))
                : Optional.empty();
    }

    @Override
    public String show(List<Object> state) {
        return Values.text(state);
    }

    @Override
    public Function<Operation, Collection<Object>> ties(List<Operation> all) {
        boolean unknown = all.stream().anyMatch(each -> takes(each) && each.result().equals(Values.ABSENT));
        return operation -> {
            // What did not find room would find it without the others.
            if (unknown || operation.outcome().equals(Outcomes.FULL)) {
                return List.of(ALL);
            }
            return adds.contains(operation.name())
                    ? List.of(operation.argument())
                    : takes(operation) ? List.of(operation.result()) : List.of();
        };
    }
}
