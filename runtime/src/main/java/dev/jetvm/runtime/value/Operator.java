package dev.jetvm.runtime.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The operators on values. The wire name is the lower-case name with hyphens for underscores. */
public enum Operator {
    ADD(2), SUB(2), MUL(2), DIV(2), REM(2), NEG(1), WRAP_ADD(2), WRAP_SUB(2), WRAP_MUL(2), //
    EQ(2), NE(2), LT(2), LE(2), GT(2), GE(2);

    private final int arity;

    Operator(int arity) {
        this.arity = arity;
    }

    public int arity() {
        return arity;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Operator> ofWire(String word) {
        return Arrays.stream(values()).filter(operator -> operator.wire().equals(word)).findFirst();
    }
}
