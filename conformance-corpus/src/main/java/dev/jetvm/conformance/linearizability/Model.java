package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sequential specification of an object: what each operation does if no other is in progress. A model is one small
 * class; only the first four methods are needed. {@link Models} lists the models by name.
 *
 * @param <S> an immutable state with {@code equals} and {@code hashCode}
 */
public interface Model<S> {
    /** Ties an operation to all others, see {@link #ties}. */
    Object ALL = new Object();

    /** The names of the operations that the model knows. */
    Set<String> operations();

    S initial();

    /**
     * What the operation can do in a state: one step for each possible answer with the state after it. It depends on name,
     * argument and thread of the operation, never on its recorded answer, and is empty if it would have to wait.
     *
     * @throws dev.jetvm.conformance.history.HistoryError if the argument does not fit the operation
     */
    List<Step<S>> steps(S state, Operation operation);

    /**
     * Whether the operation certainly does not change the state: by its name, or because its recorded answer says so. If it
     * is completed, it is taken as soon as it fits, without a look at alternatives. False is always correct.
     */
    default boolean reads(Operation operation) {
        return false;
    }

    /**
     * The model for one history: some answers are allowed only because of what other operations did at the same time.
     *
     * @param all the operations of the history
     */
    default Model<S> forHistory(List<Operation> all) {
        return this;
    }

    /** The text of a state for people. */
    default String show(S state) {
        return String.valueOf(state);
    }

    /** Whether {@link #steps} looks at the thread of the operation. */
    default boolean looksAtThread() {
        return false;
    }

    /** Whether a history may end in this state. */
    default boolean accepts(S state) {
        return true;
    }

    /** The objects that the operation touches. Those that one operation touches are checked together. */
    default Collection<String> objects(Operation operation) {
        return List.of(operation.object());
    }

    /**
     * A reason why no history with these operations is linearizable that concerns more than the order of steps; null if
     * there is none.
     */
    default @Nullable String objection(Operation operation, List<Operation> all) {
        return null;
    }

    /** A faster algorithm for histories of a special form. */
    default Optional<FastPath> fastPath() {
        return Optional.empty();
    }

    /**
     * For the shrinking of failures: labels of an operation, usually values. Operations with a common label are removed
     * together. The model promises that a linearizable history stays linearizable if all operations of some labels are
     * removed. An operation that {@link #reads} may also be removed alone. {@link #ALL} ties an operation to all others, and
     * an operation without labels that does not read is never removed.
     *
     * @param all the operations of the object
     */
    default Function<Operation, Collection<Object>> ties(List<Operation> all) {
        return operation -> List.of(ALL);
    }
}
