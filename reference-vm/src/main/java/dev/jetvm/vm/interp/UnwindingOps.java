package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code unwinding}.
 *
 * @spec ISA-46
 * @spec ISA-47
 * @spec ISA-48
 * @spec PANIC-09
 * @spec PANIC-13
 */
final class UnwindingOps {
    private static final OperandPlace HANDLER = Opcode.PUSH_RECOVER.place(Operand.FORWARD);
    private static final OperandPlace CALLS_IT = Opcode.POP_CLEANUP.place(Operand.FLAG);

    private final Worker in;

    UnwindingOps(Worker in) {
        this.in = in;
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        switch (op) {
            case PUSH_RECOVER -> stack.setFlags(stack.obligations.pushRecover(stack.flags(),
                    stack.next + code.operand(HANDLER, stack.pc), stack.sp - stack.fp));
            case POP_RECOVER -> stack.setFlags(stack.obligations.popRecover(stack.flags()));
            case PUSH_CLEANUP -> pushCleanup(stack);
            case POP_CLEANUP -> popCleanup(code.operand(CALLS_IT, stack.pc) != 0);
            case PANIC -> {
                long message = stack.operand(1);
                String text = in.text.text(message);
                in.unwinder.raise(PanicCode.USER, text, stack.operand(1));
            }
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private void pushCleanup(FrameStack stack) {
        long function = stack.operand(1);
        if (!in.isCode(function)) {
            throw new PanicException(PanicCode.TYPE, "a cleanup is a function or a closure");
        }
        in.returns.pushCleanup(function);
        stack.drop(1);
    }

    private void popCleanup(boolean called) {
        if (!in.returns.hasFunction()) {
            throw new PanicException(PanicCode.BOUNDS, "the frame has no cleanup, or none inside of its last scope");
        }
        if (called) {
            in.returns.startCleanup(FrameStack.DISCARD);
        } else {
            in.returns.dropCleanup();
        }
    }
}
