package dev.jetvm.runtime.panic;

/**
 * The codes of the panics of a running program. The wire name is normative and never changes. The number is also fixed
 * and is never reused.
 *
 * @spec PANIC-15
 */
public enum PanicCode {
    INT_OVERFLOW("int-overflow", 1), //
    DIVISION_BY_ZERO("division-by-zero", 2), //
    TYPE("type", 3), //
    BOUNDS("bounds", 4), //
    CAPACITY_OVERFLOW("capacity-overflow", 5), //
    OUT_OF_MEMORY("out-of-memory", 6), //
    FINALIZER_ISOLATION("finalizer-isolation", 7), //
    USER("user", 8), //
    ARITY("arity", 9), //
    INTERFACE("interface", 10), //
    CAST("cast", 11), //
    PROPERTY("property", 12), //
    NON_OBJECT("non-object", 13), //
    READ_ONLY("read-only", 14), //
    CHAR_BOUNDARY("char-boundary", 15), //
    UNDEFINED("undefined", 16), //
    NOT_CALLABLE("not-callable", 17), //
    STACK_OVERFLOW("stack-overflow", 18), //
    STACK_UNDERFLOW("stack-underflow", 19), //
    OPCODE("opcode", 20), //
    KEY("key", 21), //
    UNINITIALIZED_EXPORT("uninitialized-export", 22), //
    NATIVE("native", 23), //
    IMPORT("import", 24), //
    CANCELLED("cancelled", 25), //
    DEADLOCK("deadlock", 26), //
    DEADLINE("deadline", 27), //
    SELECT_NO_CASES("select-no-cases", 28), //
    UNHANDLED_EFFECT("unhandled-effect", 29), //
    CONTINUATION_CONSUMED("continuation-consumed", 30);

    private final String wire;
    private final int number;

    PanicCode(String wire, int number) {
        this.wire = wire;
        this.number = number;
    }

    public String wire() {
        return wire;
    }

    public int number() {
        return number;
    }
}
