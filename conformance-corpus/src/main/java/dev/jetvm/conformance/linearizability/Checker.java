package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.HistoryError;
import dev.jetvm.conformance.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks histories. The operations are divided by object, and objects that one operation touches together are joined; a
 * history is linearizable if and only if each part is. The first part that is not ends the check and is explained.
 */
public final class Checker {
    private final Limits limits;
    private final boolean fastPaths;

    private Checker(Limits limits, boolean fastPaths) {
        this.limits = limits;
        this.fastPaths = fastPaths;
    }

    public static Checker within(Limits limits) {
        return new Checker(limits, true);
    }

    /** The same checker, but it uses the general search for everything. */
    public Checker searching() {
        return new Checker(limits, false);
    }

    /**
     * Judges a history.
     *
     * @throws HistoryError if the model does not know an operation or its argument
     */
    public <S> Judgement check(List<Operation> operations, Model<S> general) {
        Model<S> model = general.forHistory(operations);
        operations.forEach(operation -> requireKnown(operation, model));
        Decision<S> decision = new Decision<>(model, new Meter(limits), fastPaths);
        Map<String, List<Operation>> parts = parts(operations, model);
        Verdict verdict = Verdict.LINEARIZABLE;
        String reason = "";
        Optional<Failure> failure = Optional.empty();
        int fast = 0;
        for (Map.Entry<String, List<Operation>> part : parts.entrySet()) {
            String objection = objection(part.getValue(), model);
            decision.meter().begin(name(part.getKey()));
            Search.Outcome outcome = objection.isEmpty() ? decision.decide(part.getValue()) : Search.Outcome.NOT;
            fast = decision.fast();
            if (outcome == Search.Outcome.NOT) {
                verdict = Verdict.NOT_LINEARIZABLE;
                reason = objection;
                failure = Optional.of(objection.isEmpty()
                        ? new Explanation<>(decision).of(part.getKey(), part.getValue())
                        : objected(part.getKey(), part.getValue(), model));
                break;
            }
            if (outcome == Search.Outcome.STOPPED && verdict == Verdict.LINEARIZABLE) {
                verdict = Verdict.UNKNOWN;
                reason = name(part.getKey()) + ": " + decision.meter().spent();
            }
        }
        return new Judgement(verdict, reason, failure, operations.size(), parts.size(), fast,
                decision.meter().configurations());
    }

    private static void requireKnown(Operation operation, Model<?> model) {
        if (!model.operations().contains(operation.name())) {
            throw new HistoryError(operation.line(), 0, "the model has no operation " + operation.name() + "; it has "
                    + String.join(", ", model.operations().stream().sorted().toList())
                    + ". Is it the right --model?");
        }
        requireArgument(operation, model);
    }

    /** The model looks at the argument of each operation, even if the search would not come to it. */
    private static <S> void requireArgument(Operation operation, Model<S> model) {
        model.steps(model.initial(), operation);
    }

    private static String name(String object) {
        return object.isEmpty() ? "the object" : "object " + object;
    }

    /** The operations by the objects that are checked together. */
    private static Map<String, List<Operation>> parts(List<Operation> operations, Model<?> model) {
        Partition<String> objects = new Partition<>();
        operations.forEach(operation -> objects.join(model.objects(operation)));
        Map<String, Set<String>> names = new LinkedHashMap<>();
        Map<String, List<Operation>> parts = new LinkedHashMap<>();
        for (Operation each : operations) {
            String root = objects.root(model.objects(each).iterator().next());
            parts.computeIfAbsent(root, _ -> new ArrayList<>()).add(each);
            names.computeIfAbsent(root, _ -> new LinkedHashSet<>()).addAll(model.objects(each));
        }
        Map<String, List<Operation>> named = new LinkedHashMap<>();
        parts.forEach((root, part) -> named.put(String.join(", ", names.getOrDefault(root, Set.of())), part));
        return named;
    }

    private static String objection(List<Operation> operations, Model<?> model) {
        for (Operation each : operations) {
            String objection = model.objection(each, operations);
            if (objection != null) {
                return objection;
            }
        }
        return "";
    }

    private static Failure objected(String object, List<Operation> operations, Model<?> model) {
        Operation culprit = operations.stream().filter(each -> model.objection(each, operations) != null).findFirst()
                .orElseThrow();
        List<Operation> prefix = operations.stream().filter(each -> each.start() < culprit.end())
                .filter(each -> each.index() != culprit.index()).toList();
        return new Failure(object, operations, prefix, Optional.of(culprit), List.of(), false, List.of(),
                operations.stream().filter(each -> each.index() == culprit.index()).toList(), "",
                Failure.answered(prefix));
    }
}
