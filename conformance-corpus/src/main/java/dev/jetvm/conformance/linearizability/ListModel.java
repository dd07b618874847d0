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
 * @param merged whether a steal that lost a race may answer {@code empty}, because the structure has one word for both: the
 *        weaker model
 * @param excused indices of the steals of the history that may have lost a race and answer {@code empty}
 */
record ListModel(Set<String> adds, Set<String> takesFirst, Set<String> takesLast, int capacity, boolean merged,
        Set<Integer> excused) implements Model<List<Object>> {

    static ListModel queue(int capacity) {
        return new ListModel(Set.of("enqueue", "push", "offer", "add"), Set.of("dequeue", "pop", "poll", "take"),
                Set.of(), capacity, false, Set.of());
    }

    static ListModel stack(int capacity) {
        return new ListModel(Set.of("push"), Set.of(), Set.of("pop"), capacity, false, Set.of());
    }

    static ListModel deque(int capacity) {
        return deque(capacity, false);
    }

    /** @param merged whether {@code empty} is also the answer of a steal that lost a race */
    static ListModel deque(int capacity, boolean merged) {
        return new ListModel(Set.of("push"), Set.of("steal"), Set.of("pop"), capacity, merged, Set.of());
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
        if (excused.contains(operation.index())) {
            return List.of(taken, Step.outcome(state, Outcomes.EMPTY));
        }
        return steals(operation) && !merged
                ? List.of(taken, Step.outcome(state, Outcomes.CONTENDED))
                : List.of(taken);
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

    /** In the weaker model a steal may be called empty if it can have lost a race. */
    @Override
    public Model<List<Object>> forHistory(List<Operation> all) {
        if (!merged) {
            return this;
        }
        Set<Integer> lost = all.stream().filter(each -> steals(each) && each.outcome().equals(Outcomes.EMPTY))
                .filter(each -> hasRival(each, all)).map(Operation::index).collect(Collectors.toUnmodifiableSet());
        return new ListModel(adds, takesFirst, takesLast, capacity, true, lost);
    }

    /** Only a steal that overlaps a successful pop or steal can have lost a race. */
    private boolean hasRival(Operation operation, List<Operation> all) {
        return all.stream().anyMatch(other -> other.index() != operation.index() && !adds.contains(other.name())
                && (other.pending() || takes(other)) && other.overlaps(operation));
    }

    @Override
    public @Nullable String objection(Operation operation, List<Operation> all) {
        return operation.outcome().equals(Outcomes.CONTENDED) && !hasRival(operation, all)
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
