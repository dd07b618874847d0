package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Codes;

/**
 * Instructions of the family {@code logic}.
 *
 * @spec ISA-16
 * @spec ISA-17
 */
final class LogicOps {
    private final Values values;

    LogicOps(Values values) {
        this.values = values;
    }

    void execute(int op, FrameStack stack) {
        switch (op) {
            case Codes.NOT -> stack.replace(1, values.ofBool(values.isFalsey(stack.operand(1))));
            case Codes.AND -> stack.replace(2, stack.operand(values.isFalsey(stack.operand(2)) ? 2 : 1));
            case Codes.OR -> stack.replace(2, stack.operand(values.isFalsey(stack.operand(2)) ? 1 : 2));
            default -> throw PlainEngine.unhandled(op);
        }
    }
}
