package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A set: {@code add} and {@code remove} answer whether they changed it, {@code contains} whether an element is in it,
 * {@code read} all elements in any order.
 */
final class SetModel implements Model<Set<Object>> {

    @Override
    public Set<String> operations() {
        return Set.of("add", "remove", "contains", "read");
    }

    @Override
    public Set<Object> initial() {
        return Set.of();
    }

    @Override
    public List<Step<Set<Object>>> steps(Set<Object> state, Operation operation) {
        Object element = operation.argument();
        boolean present = state.contains(element);
        return switch (operation.name()) {
            case "add" -> List.of(Step.value(present ? state : with(state, element), !present));
            case "remove" -> List.of(Step.value(present ? without(state, element) : state, present));
            case "contains" -> List.of(Step.value(state, present));
            case "read" -> List.of(Step.value(state, state));
            default -> throw Arguments.unknown(operation);
        };
    }

    private static Set<Object> with(Set<Object> set, Object element) {
        Set<Object> larger = new HashSet<>(set);
        larger.add(element);
        return Set.copyOf(larger);
    }

    private static Set<Object> without(Set<Object> set, Object element) {
        Set<Object> smaller = new HashSet<>(set);
        smaller.remove(element);
        return Set.copyOf(smaller);
    }

    @Override
    public boolean reads(Operation operation) {
        return operation.name().equals("read") || operation.name().equals("contains")
                || operation.result().equals(false);
    }

    @Override
    public String show(Set<Object> state) {
        return Values.text(state);
    }

    @Override
    public Function<Operation, Collection<Object>> ties(List<Operation> all) {
        return operation -> operation.name().equals("read")
                ? new ArrayList<>(Arguments.elements(operation.result()))
                : List.of(operation.argument());
    }
}
