package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code debugging}.
 *
 * @spec ISA-25
 * @spec ISA-35
 * @spec ISA-36
 */
final class DebuggingOps {
    private static final OperandPlace EXTENSION = Opcode.EXT.place(Operand.EXTENSION);

    private final Worker in;

    DebuggingOps(Worker in) {
        this.in = in;
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        switch (op) {
            case PRINT -> {
                in.task.print(in.text.text(stack.operand(1)) + "\n");
                stack.drop(1);
            }
            case BREAKPOINT, PROFILE -> {
                // No debugger and no profiler is attached.
            }
            case EXT -> throw new PanicException(PanicCode.OPCODE,
                    "unknown extension " + code.operand(EXTENSION, stack.pc));
            default -> throw PlainEngine.unhandled(op);
        }
    }
}
