package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;

/**
 * Executes the instructions of family {@code stack}.
 *
 * @spec ISA-06
 */
final class StackOps {
    void execute(Opcode op, FrameStack stack) {
        switch (op) {
            case NOP -> {
                // has no effect
            }
            case POP -> stack.drop(1);
            case DUP -> stack.push(stack.operand(1));
            case SWAP -> swap(stack);
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private static void swap(FrameStack stack) {
        long top = stack.operand(1);
        long below = stack.operand(2);
        stack.drop(2);
        stack.push(top);
        stack.push(below);
    }
}
