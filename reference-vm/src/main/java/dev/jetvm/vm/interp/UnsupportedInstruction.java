package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;

/**
 * Thrown when a program reaches an instruction that this machine does not support.
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

    /** Returns the feature that the machine does not support. */
    public String feature() {
        return feature;
    }
}
