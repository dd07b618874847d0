package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;

/**
 * A program reached an instruction that this machine does not execute.
 *
 * @spec ISA-37
 */
public final class UnsupportedInstruction extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String feature;

    UnsupportedInstruction(Opcode opcode) {
        super("%s needs %s, which this machine does not have".formatted(opcode, opcode.feature()), null, false, false);
        this.feature = String.valueOf(opcode.feature());
    }

    /** What the machine would have to announce. */
    public String feature() {
        return feature;
    }
}
