package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;
import dev.jetvm.vm.isa.Target;

/**
 * Executes the instructions of family {@code arithmetic}. Operands remain on the stack until the result exists, because
 * allocating the result may collect.
 *
 * @spec ISA-12
 * @spec ISA-13
 * @spec ISA-14
 * @spec ISA-15
 * @spec ISA-38
 */
final class ArithmeticOps {
    private static final OperandPlace TARGET = Opcode.CONVERT.place(Operand.TARGET);
    private static final Target[] TARGETS = Target.values();

    private final Numbers numbers;
    private final Conversions conversions;

    ArithmeticOps(Worker in) {
        this.numbers = in.numbers;
        this.conversions = new Conversions(in);
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        switch (op) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MOD, WRAP_ADD,
                    WRAP_SUBTRACT,
                    WRAP_MULTIPLY ->
                stack.replace(2,
                        numbers.arithmetic(op, stack.operand(2), stack.operand(1)));
            case NEGATE -> stack.replace(1, numbers.negate(stack.operand(1)));
            case CONVERT -> stack.replace(1,
                    conversions.convert(stack.operand(1), TARGETS[code.operand(TARGET, stack.pc)]));
            default -> throw PlainEngine.unhandled(op);
        }
    }
}
