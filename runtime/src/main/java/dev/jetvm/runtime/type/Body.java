package dev.jetvm.runtime.type;

import dev.jetvm.runtime.value.Value;
import java.util.List;

/**
 * The body of a method: a function of the virtual machine, or an expression over the receiver and the arguments. The
 * expressions suffice to observe which implementation was called with which arguments.
 */
public sealed interface Body {

    /** Returns a constant. */
    record Return(Value value) implements Body {}

    /** Returns the receiver. */
    record Self() implements Body {}

    /** Returns an argument; indices start at 0. */
    record Argument(int index) implements Body {}

    /** Returns a field of the receiver. */
    record FieldOf(String name) implements Body {}

    /** A function of the virtual machine, which calls it itself. */
    record Code(int number) implements Body {}

    /** Returns the sum of the operands, added from left to right. */
    record Add(List<Body> operands) implements Body {}
}
