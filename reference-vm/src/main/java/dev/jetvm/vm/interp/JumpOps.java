package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code jumps}. Distances are relative to the next instruction, where execution
 * continues unless the jump is taken.
 *
 * @spec ISA-20
 * @spec ISA-21
 * @spec ISA-22
 */
@PerMutator
final class JumpOps {
    private static final OperandPlace FORWARD = Opcode.JUMP.place(Operand.FORWARD);
    private static final OperandPlace FORWARD_WIDE = Opcode.JUMP_W.place(Operand.FORWARD_WIDE);
    private static final OperandPlace BACKWARD = Opcode.LOOP.place(Operand.BACKWARD);
    private static final OperandPlace BACKWARD_WIDE = Opcode.LOOP_W.place(Operand.BACKWARD_WIDE);

    private final Values values;
    private final Mutator mutator;

    JumpOps(Values values, Mutator mutator) {
        this.values = values;
        this.mutator = mutator;
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        switch (op) {
            case JUMP -> forward(code, stack, FORWARD);
            case JUMP_W -> forward(code, stack, FORWARD_WIDE);
            case JUMP_IF_FALSE -> forwardIf(isFalsey(stack), code, stack, FORWARD);
            case JUMP_IF_FALSE_W -> forwardIf(isFalsey(stack), code, stack, FORWARD_WIDE);
            case JUMP_IF_TRUE -> forwardIf(!isFalsey(stack), code, stack, FORWARD);
            case JUMP_IF_TRUE_W -> forwardIf(!isFalsey(stack), code, stack, FORWARD_WIDE);
            case LOOP -> backward(code, stack, BACKWARD);
            case LOOP_W -> backward(code, stack, BACKWARD_WIDE);
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private boolean isFalsey(FrameStack stack) {
        return values.isFalsey(stack.operand(1));
    }

    private static void forward(LinkedFunction code, FrameStack stack, OperandPlace distance) {
        stack.next += code.operand(distance, stack.pc);
    }

    private static void forwardIf(boolean taken, LinkedFunction code, FrameStack stack, OperandPlace distance) {
        if (taken) {
            forward(code, stack, distance);
        }
    }

    /** Jumps backward. A safepoint, whose stack map is that of the next instruction. */
    private void backward(LinkedFunction code, FrameStack stack, OperandPlace distance) {
        mutator.poll();
        stack.next -= code.operand(distance, stack.pc);
    }
}
