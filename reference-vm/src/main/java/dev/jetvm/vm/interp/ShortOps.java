package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code short}.
 *
 * @spec ISA-49
 */
final class ShortOps {
    private static final OperandPlace CONSTANT = Opcode.ADD_CONST.place(Operand.CONSTANT);

    private final Values values;
    private final Numbers numbers;
    private final Upvalues upvalues;

    ShortOps(Values values, Numbers numbers, Upvalues upvalues) {
        this.values = values;
        this.numbers = numbers;
        this.upvalues = upvalues;
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        switch (op) {
            case CONST_0 -> stack.push(values.zero);
            case CONST_1 -> stack.push(values.one);
            case GET_LOCAL_0 -> stack.push(upvalues.local(stack, 0));
            case GET_LOCAL_1 -> stack.push(upvalues.local(stack, 1));
            case GET_LOCAL_2 -> stack.push(upvalues.local(stack, 2));
            case GET_LOCAL_3 -> stack.push(upvalues.local(stack, 3));
            case ADD_CONST -> stack.replace(1, numbers.arithmetic(Opcode.ADD, stack.operand(1),
                    code.constants[code.operand(CONSTANT, stack.pc)]));
            default -> throw PlainEngine.unhandled(op);
        }
    }
}
