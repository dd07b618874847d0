package dev.jetvm.conformance.linearizability;

import dev.jetvm.conformance.history.HistoryError;
import dev.jetvm.conformance.history.Operation;
import dev.jetvm.conformance.history.Outcomes;
import dev.jetvm.conformance.history.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Access to arguments of operations, and immutable lists as states. */
final class Arguments {
    private Arguments() {}

    /** The two values of a compare-and-set. */
    static List<?> pair(Operation operation) {
        if (operation.argument() instanceof List<?> list && list.size() == 2) {
            return list;
        }
        throw new HistoryError(operation.line(), 0,
                operation.name() + " needs two values, the expected and the new one, "
                        + "as in [1, 2]; found " + Values.text(operation.argument()));
    }

    /** Whether the operation is a compare-and-set that answered that it changed nothing. */
    static boolean isFailedCas(Operation operation) {
        return operation.name().equals("cas")
                && (operation.outcome().equals(Outcomes.FAIL) || operation.result().equals(false));
    }

    static HistoryError unknown(Operation operation) {
        return new HistoryError(operation.line(), 0, "the model has no operation " + operation.name());
    }

    static List<Object> with(List<Object> list, Object last) {
        Object[] items = list.toArray(new Object[list.size() + 1]);
        items[items.length - 1] = last;
        return List.of(items);
    }

    static List<Object> withoutFirst(List<Object> list) {
        return List.of(list.subList(1, list.size()).toArray());
    }

    static List<Object> withoutLast(List<Object> list) {
        return List.of(list.subList(0, list.size() - 1).toArray());
    }

    /** The elements of a collection; the value alone if it is none. */
    static List<Object> elements(Object value) {
        return value instanceof Collection<?> some ? new ArrayList<>(some) : new ArrayList<>(Arrays.asList(value));
    }
}
