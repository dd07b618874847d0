package dev.jetvm.runtime.value;

import dev.jetvm.runtime.memory.Allocator;
import java.util.List;

/**
 * Applies operators to values through their words. It encodes and decodes each operand and the result, so that an
 * evaluation exercises the representation and performs its allocations.
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
     * A value and its allocation.
     *
     * @param allocated the bytes allocated in the heap for the result
     */
    public record Result(Value value, long allocated) {}

    /**
     * Applies an operator.
     *
     * @param operands as many values as the arity of the operator
     * @throws dev.jetvm.runtime.panic.PanicException as {@link Operations#apply}
     * @throws dev.jetvm.runtime.panic.RejectException if an operand is not a well-formed value
     */
    public Result evaluate(Operator operator, List<Value> operands) {
        List<Value> read = operands.stream().map(this::throughWord).toList();
        long before = heap.allocated();
        Value result = operator.arity() == 1
                ? Operations.negate(read.getFirst())
                : Operations.apply(operator, read.getFirst(), read.getLast());
        return settle(result, before);
    }

    /** A reference supplied by a caller may not refer to an object of this heap, so it is not dereferenced. */
    private Value throughWord(Value operand) {
        long word = model.toWord(operand, heap);
        return operand instanceof Value.Ref || operand instanceof Value.Float64Ref
                ? operand
                : model.toValue(word, heap);
    }

    /** Encodes a value as a word and returns it with its allocation. */
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
