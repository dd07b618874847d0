package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import java.util.List;
import java.util.Optional;

/** An algorithm that decides histories of a special form without a search. */
@FunctionalInterface
public interface FastPath {
    /**
     * Whether the history is linearizable; empty if the history is not of the form that the algorithm decides.
     *
     * @param operations the operations on one object, in the order of their calls
     */
    Optional<Boolean> decide(List<Operation> operations);
}
