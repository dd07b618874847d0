package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;

/**
 * One way in which an operation can take effect.
 *
 * @param next the state afterwards
 * @param outcome the outcome that it answers
 * @param result the value that it answers; {@link Values#ABSENT} if any value is accepted
 * @param <S> the state
 */
public record Step<S>(S next, String outcome, Object result) {

    /** An operation without a result, whatever the history says about it. */
    public static <S> Step<S> done(S next) {
        return new Step<>(next, Outcomes.OK, Values.ABSENT);
    }

    /** An operation that answers a value. */
    public static <S> Step<S> value(S next, Object result) {
        return new Step<>(next, Outcomes.OK, result);
    }

    /** An operation that answers another outcome than ok, without a value. */
    public static <S> Step<S> outcome(S next, String outcome) {
        return new Step<>(next, outcome, Values.ABSENT);
    }

    /** Whether the recorded answer is this one. A pending operation may have had any answer. */
    boolean answers(Operation operation) {
        if (operation.pending()) {
            return true;
        }
        Object recorded = operation.result();
        return switch (outcome) {
            // What a condition answers may be recorded as an outcome or as a truth value.
            case Outcomes.FAIL ->
                operation.outcome().equals(Outcomes.FAIL) || isOk(operation) && recorded.equals(false);
            // Many structures answer null if they are empty.
            case Outcomes.EMPTY ->
                operation.outcome().equals(Outcomes.EMPTY) || isOk(operation) && recorded.equals(Values.NIL);
            default -> operation.outcome().equals(outcome)
                    && (recorded.equals(Values.ABSENT) || fits(recorded));
        };
    }

    private boolean fits(Object recorded) {
        return result.equals(Values.ABSENT) ? !recorded.equals(false) : Values.same(result, recorded);
    }

    private static boolean isOk(Operation operation) {
        return operation.outcome().equals(Outcomes.OK);
    }

    /** The answer as text, {@code 4} or {@code empty}. */
    String answer() {
        return outcome.equals(Outcomes.OK) && !result.equals(Values.ABSENT)
                ? Values.text(result)
                : result.equals(Values.ABSENT) ? outcome : outcome + " " + Values.text(result);
    }
}
