package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Codes;

/**
 * Instructions of the family {@code stack}.
 *
 * @spec ISA-06
 */
final class StackOps {
    void execute(int op, FrameStack stack) {
        switch (op) {
            case Codes.NOP -> {
                // has no effect
            }
            case Codes.POP -> stack.drop(1);
            case Codes.DUP -> stack.push(stack.operand(1));
            case Codes.SWAP -> swap(stack);
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
