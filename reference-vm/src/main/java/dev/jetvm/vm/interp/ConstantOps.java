package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code constants}.
 *
 * @spec ISA-04
 * @spec ISA-05
 */
final class ConstantOps {
    private static final OperandPlace CONSTANT = Opcode.CONST.place(Operand.CONSTANT);
    private static final OperandPlace CONSTANT_WIDE = Opcode.CONST_W.place(Operand.CONSTANT_WIDE);

    private final Values values;

    ConstantOps(Values values) {
        this.values = values;
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        switch (op) {
            case CONST -> stack.push(code.constants[code.operand(CONSTANT, stack.pc)]);
            case CONST_W -> stack.push(code.constants[code.operand(CONSTANT_WIDE, stack.pc)]);
            case NIL -> stack.push(values.nil);
            case TRUE -> stack.push(values.yes);
            case FALSE -> stack.push(values.no);
            default -> throw PlainEngine.unhandled(op);
        }
    }
}
