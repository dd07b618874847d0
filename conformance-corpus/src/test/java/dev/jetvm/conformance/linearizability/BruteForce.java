package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import java.util.ArrayList;
import java.util.List;

/** The definition of linearizability as a program: tries every order of every choice of pending operations. */
final class BruteForce {
    private BruteForce() {}

    static <S> boolean linearizable(Model<S> model, List<Operation> operations) {
        return extend(model, model.initial(), new ArrayList<>(operations));
    }

    private static <S> boolean extend(Model<S> model, S state, List<Operation> left) {
        if (left.stream().allMatch(Operation::pending) && model.accepts(state)) {
            return true;
        }
        for (Operation next : List.copyOf(left)) {
            boolean first = left.stream().noneMatch(other -> other.precedes(next));
            if (!first) {
                continue;
            }
            left.remove(next);
            for (Step<S> step : model.steps(state, next)) {
                if (step.answers(next) && extend(model, step.next(), left)) {
                    return true;
                }
            }
            left.add(next);
        }
        return false;
    }
}
