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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A history that was found to be wrong, for a picture: the checker explains it by its longest linearizable prefix and its smallest
 * part that fails. Where it reaches its limits, or the history is none of such an object, the operations that contradict each other are drawn.
 */
final class HistoryFailure {
    private static final Limits LIMITS = new Limits(64L << 20, Duration.ofSeconds(5));
    /** The operations whose names differ from those of the models. */
    private static final Map<String, String> NAMES = Map.of("try-send", "trySend", "try-receive", "tryRecv");

    private HistoryFailure() {}

    /**
     * Null if nothing can be drawn, because operations are missing.
     *
     * @param model the model of the object and its parameters
     */
    static @Nullable ObjectNode of(List<HistoryEntry> entries, Violation violation, ObjectModel model) {
        return of(entries, HistoryFailure::operations, violation, model);
    }

    /** The same for channels. */
    static @Nullable ObjectNode ofChannels(List<ChannelStep> steps, Violation violation, ObjectModel model) {
        Map<HistoryEntry, ChannelStep> of = new HashMap<>();
        steps.forEach(step -> of.put(step.entry(), step));
        return of(steps.stream().map(ChannelStep::entry).toList(), entries -> operationsOf(entries.stream()
                .map(of::get).toList()), violation, model);
    }

    private static @Nullable ObjectNode of(List<HistoryEntry> entries,
            Function<List<HistoryEntry>, List<Operation>> operations, Violation violation, ObjectModel model) {
        if (violation.entries().isEmpty()) {
            return null;
        }
        Failure failure = checked(operations.apply(entries), model).orElseGet(() -> {
            Set<HistoryEntry> named = new HashSet<>(violation.entries());
            return contradiction(operations.apply(entries.stream().filter(named::contains).toList()));
        });
        return FailureJson.write(failure).put("model", model.name()).put("weaker", model.weaker());
    }

    private static Optional<Failure> checked(List<Operation> operations, ObjectModel model) {
        return judgement(operations, model).flatMap(Judgement::failure)
                .filter(failure -> failure.culprit().isPresent());
    }

    /** Returns what the checker says of a history within some limits; nothing if it has operations that the model does not know. */
    static Optional<Judgement> judgement(List<Operation> operations, ObjectModel model) {
        try {
            return Optional.of(Checker.within(LIMITS).check(operations, Models.of(model.name(), model.parameters())));
        } catch (HistoryError noSuchObject) {
            return Optional.empty();
        }
    }

    private static Failure contradiction(List<Operation> operations) {
        return new Failure("", operations, List.of(), Optional.empty(), List.of(), false, List.of(), operations,
                "These operations contradict each other.", 0);
    }

    static List<Operation> operations(List<HistoryEntry> entries) {
        return ranked(entries.stream().map(entry -> timed(entry, "", value(entry.argument(), Values.NIL),
                value(entry.value(), Values.ABSENT))));
    }

    static List<Operation> operationsOf(List<ChannelStep> steps) {
        return ranked(steps.stream().map(step -> timed(step.entry(), step.object(), step.argument(), step.result())));
    }

    private static List<Operation> ranked(Stream<History.Timed> timed) {
        return History.of("", Map.of(), timed.toList(), 0).operations();
    }

    private static History.Timed timed(HistoryEntry entry, String object, Object argument, Object result) {
        return new History.Timed(Integer.toString(entry.thread()), object, NAMES.getOrDefault(entry.op(), entry.op()),
                argument, !entry.isPending(), entry.outcome(), result, entry.start(), entry.end(), List.of(), 0);
    }

    private static Object value(long number, Object none) {
        return number == HistoryEntry.NONE ? none : (Object) number;
    }
}
