package dev.jetvm.vm.isa;

import java.util.Locale;

/** The target types of {@link Opcode#CONVERT}; the operand is the ordinal. */
public enum Target {
    INT, FLOAT32, FLOAT64, CHAR, SYMBOL, STRING;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
