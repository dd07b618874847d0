package dev.jetvm.runtime.value;

import dev.jetvm.runtime.memory.Allocator;
import java.util.List;

/**
 * Applies operators to values by way of their words: operands become words, words become operands again, and the
 * result becomes a word, so that the representation is really gone through and its allocations really happen.
 *
 * @spec VAL-05a
 * @spec VAL-05b
 * @spec VAL-05c
 * @spec VAL-05d
 * @spec VAL-05e
 * @spec VAL-15
 * @spec VAL-20
 */
public final class Evaluator {
    private final ValueModel model;
    private final Allocator heap;

    public Evaluator(ValueModel model, Allocator heap) {
        this.model = model;
        this.heap = heap;
    }

    /**
     * A value and what it cost.
     *
     * @param allocated bytes of heap that the result needed
     */
    public record Result(Value value, long allocated) {}

    /**
     * @param operands as many as the operator has
     * @throws dev.jetvm.runtime.panic.PanicException as {@link Operations#apply}
     * @throws dev.jetvm.runtime.panic.RejectException if an operand is no value
     */
    public Result evaluate(Operator operator, List<Value> operands) {
        List<Value> read = operands.stream().map(this::throughWord).toList();
        long before = heap.allocated();
        Value result = operator.arity() == 1
                ? Operations.negate(read.getFirst())
                : Operations.apply(operator, read.getFirst(), read.getLast());
        return settle(result, before);
    }

    /** A reference from outside need not lead to an object of this heap, so it is not followed. */
    private Value throughWord(Value operand) {
        long word = model.toWord(operand, heap);
        return operand instanceof Value.Ref || operand instanceof Value.Float64Ref
                ? operand
                : model.toValue(word, heap);
    }

    /** Makes a word of a value, and says what that cost. */
    public Result materialise(Value value) {
        return settle(value, heap.allocated());
    }

    private Result settle(Value value, long before) {
        long word = model.toWord(value, heap);
        long cost = heap.allocated() - before;
        return new Result(value instanceof Value.Ref || value instanceof Value.Float64Ref
                ? value
                : model.toValue(word, heap), cost);
    }
}
