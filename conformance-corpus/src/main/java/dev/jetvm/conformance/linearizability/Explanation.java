package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Explains why the operations on an object are not linearizable: by the longest prefix that is, by the answer that
 * does not fit, by the answers that would, and by as few operations as possible.
 *
 * <p>A prefix ends just before a return; operations that have not returned by then are pending in it. Prefixes of a
 * linearizable history are linearizable, so the first return with which it is not any more is found by bisection.
 */
final class Explanation<S> {
    private static final int STATES_MAX = 8;
    private static final int ANSWERS_MAX = 16;

    private final Decision<S> decision;

    Explanation(Decision<S> decision) {
        this.decision = decision;
    }

    Failure of(String object, List<Operation> operations) {
        decision.meter().begin("looking for the first answer that does not fit, " + object);
        Optional<Operation> culprit = culprit(operations);
        if (culprit.isEmpty()) {
            return new Failure(object, operations, List.of(), culprit, List.of(), false, List.of(), operations,
                    "The longest linearizable prefix was not found within the limits.", 0);
        }
        Operation last = culprit.get();
        List<Operation> prefix = until(operations, last.end() - 1);
        decision.meter().begin("looking for the answers that would fit, " + object);
        List<String> states = states(prefix, last);
        boolean more = states.size() > STATES_MAX;
        List<String> answers = answers(prefix, last);
        decision.meter().begin("shrinking the failure, " + object);
        Shrinker<S> shrinker = new Shrinker<>(decision);
        List<Operation> shrunk = shrinker.shrink(until(operations, last.end()));
        return new Failure(object, operations, prefix, culprit, more ? states.subList(0, STATES_MAX) : states, more,
                answers, shrunk, shrinker.remark(), Failure.answered(prefix));
    }

    /** What had happened up to an event. */
    private static List<Operation> until(List<Operation> operations, int rank) {
        return operations.stream().filter(operation -> operation.start() <= rank)
                .map(operation -> operation.end() > rank && !operation.pending()
                        ? operation.withoutAnswer()
                        : operation)
                .toList();
    }

    private Optional<Operation> culprit(List<Operation> operations) {
        List<Operation> byReturn = operations.stream().filter(operation -> !operation.pending())
                .sorted(Comparator.comparingInt(Operation::end)).toList();
        int fits = -1;
        int fails = byReturn.size() - 1;
        while (fails - fits > 1) {
            int middle = (fits + fails) >>> 1;
            switch (decision.decide(until(operations, byReturn.get(middle).end()))) {
                case LINEARIZABLE -> fits = middle;
                case NOT -> fails = middle;
                case STOPPED -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(byReturn.get(fails));
    }

    /** The states before the culprit took effect, if the prefix can do without it. */
    private List<String> states(List<Operation> prefix, Operation culprit) {
        List<Operation> without = prefix.stream().filter(each -> each.index() != culprit.index()).toList();
        Set<S> states = search(without, null).finalStates(STATES_MAX);
        if (states.isEmpty()) {
            states = search(prefix, null).finalStates(STATES_MAX);
        }
        return states.stream().map(decision.model()::show).toList();
    }

    private Search<S> search(List<Operation> operations, @Nullable Operation observed) {
        return new Search<>(decision.model(), operations, decision.meter(), observed);
    }

    /** The answers with which the prefix stays linearizable. */
    private List<String> answers(List<Operation> prefix, Operation culprit) {
        Operation open = culprit.withoutAnswer();
        Search<S> search = search(prefix, open);
        search.finalStates(Integer.MAX_VALUE - 1);
        List<String> fitting = new ArrayList<>();
        for (Step<S> step : search.observedSteps()) {
            Operation answered = new Operation(open.index(), open.thread(), open.object(), open.name(),
                    open.argument(), step.outcome(), step.result(), culprit.start(), culprit.end(),
                    open.suspensions(), open.line());
            List<Operation> trial = prefix.stream().map(each -> each.index() == open.index() ? answered : each)
                    .toList();
            if (fitting.size() < ANSWERS_MAX && decision.decide(trial) == Search.Outcome.LINEARIZABLE) {
                fitting.add(step.answer());
            }
        }
        return fitting;
    }
}
