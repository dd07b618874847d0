package dev.jetvm.vm.interp;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code closures}.
 *
 * @spec ISA-11
 * @spec ISA-30
 * @spec ISA-31
 * @spec ISA-31b
 */
final class ClosureOps {
    private static final OperandPlace UPVALUE = Opcode.GET_UPVALUE.place(Operand.UPVALUE);
    private static final OperandPlace FUNCTION = Opcode.CLOSURE.place(Operand.FUNCTION);
    private static final OperandPlace CAPTURES = Opcode.CLOSURE.place(Operand.CAPTURES);
    private static final OperandPlace FIRST_SLOT = Opcode.CLOSE_LOCALS.place(Operand.LOCAL);

    private final Upvalues upvalues;
    private final Closures closures;

    ClosureOps(Upvalues upvalues, Closures closures) {
        this.upvalues = upvalues;
        this.closures = closures;
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        switch (op) {
            case GET_UPVALUE -> stack.push(upvalues.get(cell(code, stack)));
            case SET_UPVALUE -> upvalues.set(cell(code, stack), stack.operand(1));
            case CLOSURE -> closure(code, stack);
            // Only slots can be captured, and no operand is a slot.
            case CLOSE_UPVALUE -> stack.drop(1);
            case CLOSE_LOCALS -> upvalues.close(stack, code.operand(FIRST_SLOT, stack.pc));
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private long cell(LinkedFunction code, FrameStack stack) {
        return closures.capture(stack.closure(), code.operand(UPVALUE, stack.pc));
    }

    private void closure(LinkedFunction code, FrameStack stack) {
        LinkedFunction target = code.meaning(code.operand(FUNCTION, stack.pc), LinkedFunction.class);
        stack.next += Closures.CAPTURE_BYTES * target.upvalues;
        stack.push(closures.newClosure(target, code.bytes, stack.pc + CAPTURES.offset()));
    }
}
