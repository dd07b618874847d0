package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;

/**
 * Executes the instructions of family {@code cancellation}.
 *
 * @spec ISA-53
 */
final class CancellationOps {
    private final Worker in;

    CancellationOps(Worker in) {
        this.in = in;
    }

    void execute(Opcode op, FrameStack stack) {
        switch (op) {
            case CANCEL -> {
                in.taskObjects.of(stack.operand(1)).cancel();
                stack.drop(1);
            }
            default -> throw PlainEngine.unhandled(op);
        }
    }
}
