package dev.jetvm.runtime.type;

import dev.jetvm.runtime.value.Value;
import java.util.List;

/**
 * What a method does: a function of a virtual machine, or an expression of its receiver and its arguments, enough to
 * see which implementation was called with what.
 */
public sealed interface Body {

    /** Always the same value. */
    record Return(Value value) implements Body {}

    /** The receiver. */
    record Self() implements Body {}

    /** An argument, counted from 0. */
    record Argument(int index) implements Body {}

    /** A field of the receiver. */
    record FieldOf(String name) implements Body {}

    /** A function of the virtual machine that runs the program, which calls it itself. */
    record Code(int number) implements Body {}

    /** A sum, added from the left. */
    record Add(List<Body> operands) implements Body {}
}
