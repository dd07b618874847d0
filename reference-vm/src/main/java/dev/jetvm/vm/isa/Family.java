package dev.jetvm.vm.isa;

import java.util.Locale;

/** The families of instructions, each a page of chapter Instruction set. */
public enum Family {
    STACK, CONSTANTS, VARIABLES, ARITHMETIC, COMPARISON, LOGIC, JUMPS, CALLS, CLOSURES, AGGREGATES, STRUCTS, CLASSES,
    TRAITS, UNWINDING, EFFECTS, TASKS, CANCELLATION, SCOPES, CHANNELS, SELECT, FOREIGN, DEBUGGING, SHORT;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
