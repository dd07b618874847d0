package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import java.util.List;
import java.util.Optional;

/**
 * Why the operations on an object are not linearizable.
 *
 * @param object the object, or several that one operation joins
 * @param operations all operations on it
 * @param prefix what had happened when the culprit returned, without its answer: the longest linearizable prefix.
 *        Operations that had not returned are pending. Empty if it was not found within the limits
 * @param culprit the operation whose answer fits no order of the prefix
 * @param states in which the object can be after the prefix, as text, a few of them
 * @param moreStates whether there are more
 * @param answers that the culprit could have given there, as text
 * @param shrunk operations that alone are not linearizable, as few as could be found
 * @param shrinking what is to be said about it; empty if nothing is
 * @param answered how many operations of the prefix have an answer; a report keeps only the last of them
 */
public record Failure(String object, List<Operation> operations, List<Operation> prefix, Optional<Operation> culprit,
        List<String> states, boolean moreStates, List<String> answers, List<Operation> shrunk, String shrinking,
        long answered) {

    /** How many of the operations have an answer. */
    static long answered(List<Operation> operations) {
        return operations.stream().filter(operation -> !operation.pending()).count();
    }
}
