package dev.jetvm.conformance.workload;

import dev.jetvm.conformance.history.History;
import dev.jetvm.conformance.history.HistoryError;
import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Values;
import dev.jetvm.conformance.linearizability.Checker;
import dev.jetvm.conformance.linearizability.Failure;
import dev.jetvm.conformance.linearizability.FailureJson;
import dev.jetvm.conformance.linearizability.Judgement;
import dev.jetvm.conformance.linearizability.Limits;
import dev.jetvm.conformance.linearizability.Models;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The history of a deque that was found to be wrong, for a picture: the checker explains it by its longest linearizable prefix
 * and its smallest part that fails. Where it reaches its limits, or the history is none of a deque, the operations that contradict
 * each other are drawn.
 */
final class DequeFailure {
    private static final Limits LIMITS = new Limits(64L << 20, Duration.ofSeconds(5));

    private DequeFailure() {}

    /** Null if nothing can be drawn, because operations are missing. */
    static @Nullable ObjectNode of(List<HistoryEntry> entries, Violation violation, boolean tellsContended) {
        if (violation.entries().isEmpty()) {
            return null;
        }
        List<Operation> operations = operations(entries);
        Failure failure = checked(operations, tellsContended).orElseGet(() -> {
            Set<HistoryEntry> named = new HashSet<>(violation.entries());
            return contradiction(operations(entries.stream().filter(named::contains).toList()));
        });
        return FailureJson.write(failure).put("model", "deque").put("weaker", !tellsContended);
    }

    private static Optional<Failure> checked(List<Operation> operations, boolean tellsContended) {
        try {
            Judgement judgement = Checker.within(LIMITS).check(operations,
                    Models.of("deque", Map.of("contended", Boolean.toString(tellsContended))));
            return judgement.failure().filter(failure -> failure.culprit().isPresent());
        } catch (HistoryError noDeque) {
            return Optional.empty();
        }
    }

    private static Failure contradiction(List<Operation> operations) {
        return new Failure("", operations, List.of(), Optional.empty(), List.of(), false, List.of(), operations,
                "These operations contradict each other.", 0);
    }

    private static List<Operation> operations(List<HistoryEntry> entries) {
        return History.of("deque", Map.of(), entries.stream().map(DequeFailure::timed).toList(), 0).operations();
    }

    private static History.Timed timed(HistoryEntry entry) {
        return new History.Timed(Integer.toString(entry.thread()), "", entry.op(), value(entry.argument(), Values.NIL),
                true, entry.outcome(), value(entry.value(), Values.ABSENT), entry.start(), entry.end(), List.of(), 0);
    }

    private static Object value(long number, Object none) {
        return number == HistoryEntry.NONE ? none : (Object) number;
    }
}
