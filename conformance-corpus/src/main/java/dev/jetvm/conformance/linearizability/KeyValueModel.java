package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One key of a key-value store; keys are independent. A key without a value reads as nil or as an empty string, which
 * are the same here.
 */
final class KeyValueModel implements Model<Object> {
    private static final Set<String> READ = Set.of("get", "read");
    private static final String NONE = "";

    @Override
    public Set<String> operations() {
        return Set.of("get", "read", "put", "write", "set", "append", "cas", "delete", "remove");
    }

    @Override
    public Object initial() {
        return NONE;
    }

    @Override
    public List<Step<Object>> steps(Object state, Operation operation) {
        return switch (operation.name()) {
            case "get", "read" -> state.equals(NONE)
                    ? List.of(Step.value(state, Values.NIL), Step.value(state, NONE))
                    : List.of(Step.value(state, state));
            case "put", "write", "set" -> List.of(Step.done(stored(operation.argument())));
            case "append" -> List.of(Step.done(Values.plain(state) + Values.plain(stored(operation.argument()))));
            case "delete", "remove" -> List.of(Step.done(NONE));
            case "cas" -> {
                List<?> pair = Arguments.pair(operation);
                yield List.of(stored(pair.getFirst()).equals(state)
                        ? Step.done(stored(pair.getLast()))
                        : Step.outcome(state, Outcomes.FAIL));
            }
            default -> throw Arguments.unknown(operation);
        };
    }

    private static Object stored(Object value) {
        return value.equals(Values.NIL) ? NONE : value;
    }

    @Override
    public boolean reads(Operation operation) {
        return READ.contains(operation.name()) || Arguments.isFailedCas(operation);
    }

    @Override
    public String show(Object state) {
        return state.equals(NONE) ? "nil" : Values.text(state);
    }

    @Override
    public Function<Operation, Collection<Object>> ties(List<Operation> all) {
        // What is appended depends on everything before.
        boolean appends = all.stream().anyMatch(operation -> operation.name().equals("append"));
        return operation -> switch (operation.name()) {
            case "get", "read" ->
                operation.pending() ? List.of() : appends ? List.of(ALL) : List.of(stored(operation.result()));
            case "cas" -> Arguments.isFailedCas(operation) || appends
                    ? List.of(ALL)
                    : Arguments.pair(operation).stream().map(KeyValueModel::stored).toList();
            case "put", "write", "set" -> List.of(appends ? ALL : stored(operation.argument()));
            case "delete", "remove" -> List.of(appends ? ALL : NONE);
            default -> List.of(ALL);
        };
    }
}
