package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A variable that is read and written, with compare-and-set as a {@code cas-register}. */
final class RegisterModel implements Model<Object> {
    private static final Set<String> READ = Set.of("read", "get");

    private final boolean cas;
    private final Object initial;

    RegisterModel(boolean cas, Object initial) {
        this.cas = cas;
        this.initial = initial;
    }

    @Override
    public Set<String> operations() {
        return cas ? Set.of("read", "get", "write", "set", "cas") : Set.of("read", "get", "write", "set");
    }

    @Override
    public Object initial() {
        return initial;
    }

    @Override
    public List<Step<Object>> steps(Object state, Operation operation) {
        return switch (operation.name()) {
            case "read", "get" -> List.of(Step.value(state, state));
            case "write", "set" -> List.of(Step.done(operation.argument()));
            case "cas" -> {
                List<?> pair = Arguments.pair(operation);
                yield List.of(pair.getFirst().equals(state)
                        ? Step.done(pair.getLast())
                        : Step.outcome(state, Outcomes.FAIL));
            }
            default -> throw Arguments.unknown(operation);
        };
    }

    @Override
    public boolean reads(Operation operation) {
        return READ.contains(operation.name()) || Arguments.isFailedCas(operation);
    }

    @Override
    public String show(Object state) {
        return Values.text(state);
    }

    @Override
    public Function<Operation, Collection<Object>> ties(List<Operation> all) {
        return operation -> {
            if (READ.contains(operation.name())) {
                return operation.pending() ? List.of() : List.of(operation.result());
            }
            // Without a write in between, the failed one might have found what it expected.
            return Arguments.isFailedCas(operation)
                    ? List.of(ALL)
                    : operation.name().equals("cas")
                            ? List.copyOf(Arguments.pair(operation))
                            : List.of(operation.argument());
        };
    }
}
