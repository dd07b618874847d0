package dev.jetvm.vm.assembly;

import dev.jetvm.vm.isa.Opcode;

/** Slots that an instruction uses without an operand that says so. */
final class ShortForms {
    private ShortForms() {}

    /** 0 if there is none: every function has slot 0. */
    static int slot(Opcode opcode) {
        return switch (opcode) {
            case GET_LOCAL_1 -> 1;
            case GET_LOCAL_2 -> 2;
            case GET_LOCAL_3 -> 3;
            default -> 0;
        };
    }
}
