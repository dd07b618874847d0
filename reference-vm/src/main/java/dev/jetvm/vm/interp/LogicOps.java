package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;

/**
 * Executes the instructions of family {@code logic}.
 *
 * @spec ISA-16
 * @spec ISA-17
 */
final class LogicOps {
    private final Values values;

    LogicOps(Values values) {
        this.values = values;
    }

    void execute(Opcode op, FrameStack stack) {
        switch (op) {
            case NOT -> stack.replace(1, values.ofBool(values.isFalsey(stack.operand(1))));
            case AND -> stack.replace(2, stack.operand(values.isFalsey(stack.operand(2)) ? 2 : 1));
            case OR -> stack.replace(2, stack.operand(values.isFalsey(stack.operand(2)) ? 1 : 2));
            default -> throw PlainEngine.unhandled(op);
        }
    }
}
