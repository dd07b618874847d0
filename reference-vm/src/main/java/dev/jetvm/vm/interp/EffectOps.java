package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code effects}.
 *
 * @spec ISA-61
 * @spec ISA-62
 * @spec ISA-63
 */
final class EffectOps {
    private static final OperandPlace PERFORMED = Opcode.PERFORM.place(Operand.NAME);
    private static final OperandPlace COUNT = Opcode.PERFORM.place(Operand.COUNT8);
    private static final OperandPlace HANDLED = Opcode.PUSH_HANDLER.place(Operand.NAME);

    private final Worker in;

    EffectOps(Worker in) {
        this.in = in;
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        switch (op) {
            case PERFORM -> {
                int arguments = code.operand(COUNT, stack.pc);
                stack.outgoing = arguments;
                in.effects.perform(code.nameAt(code.operand(PERFORMED, stack.pc)), arguments);
            }
            case PUSH_HANDLER -> pushHandler(code.nameAt(code.operand(HANDLED, stack.pc)), stack);
            case POP_HANDLER -> {
                if (stack.obligations.handlers(stack.flags()) == 0) {
                    throw new PanicException(PanicCode.BOUNDS, "the frame has no handler");
                }
                stack.setFlags(stack.obligations.popHandler(stack.flags()));
            }
            case RESUME -> {
                stack.outgoing = 2;
                in.effects.resume();
            }
            case TAIL_RESUME -> {
                stack.outgoing = 2;
                in.effects.tailResume();
            }
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private void pushHandler(String effect, FrameStack stack) {
        long function = stack.operand(1);
        if (!in.isCode(function)) {
            throw new PanicException(PanicCode.TYPE, "a handler is a function or a closure");
        }
        if (stack.obligations.handlers(stack.flags()) == FrameObligations.CLEANUPS_MAX) {
            throw new PanicException(PanicCode.STACK_OVERFLOW, "a frame has too many handlers");
        }
        stack.setFlags(stack.obligations.pushHandler(stack.flags(), in.vm.effects().number(effect), function));
        stack.drop(1);
    }
}
