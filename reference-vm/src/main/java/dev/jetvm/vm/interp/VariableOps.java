package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code variables}: slots of the frame, globals of the module, imports.
 *
 * @spec ISA-07
 * @spec ISA-08
 * @spec ISA-09
 * @spec ISA-10
 * @spec MOD-12a
 * @spec MOD-12b
 * @spec MOD-12c
 * @spec MOD-12d
 * @spec MOD-12e
 * @spec MOD-12f
 */
final class VariableOps {
    private static final OperandPlace SLOT = Opcode.GET_LOCAL.place(Operand.LOCAL);
    private static final OperandPlace NAME = Opcode.GET_GLOBAL.place(Operand.NAME);
    private static final OperandPlace IMPORT = Opcode.GET_IMPORT.place(Operand.IMPORT);

    private final Upvalues upvalues;

    VariableOps(Upvalues upvalues) {
        this.upvalues = upvalues;
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        int pc = stack.pc;
        switch (op) {
            case GET_LOCAL -> stack.push(upvalues.local(stack, code.operand(SLOT, pc)));
            case SET_LOCAL -> upvalues.setLocal(stack, code.operand(SLOT, pc), stack.operand(1));
            case GET_GLOBAL -> stack.push(defined(code, pc).get());
            case SET_GLOBAL -> defined(code, pc).set(stack.operand(1));
            case DEFINE_GLOBAL -> define(code, stack);
            case GET_IMPORT -> stack.push(code.meaning(code.operand(IMPORT, pc), ImportCell.class).get());
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private static void define(LinkedFunction code, FrameStack stack) {
        global(code, stack.pc).set(stack.operand(1));
        stack.drop(1);
    }

    /**
     * Returns a global that is defined. It remains defined; an engine relies on this for every cell in the feedback.
     */
    private static GlobalCell defined(LinkedFunction code, int pc) {
        FeedbackVector feedback = code.feedback();
        int index = feedback.index(pc);
        GlobalCell known = feedback.entry(index, GlobalCell.class);
        if (known != null) {
            return known;
        }
        GlobalCell cell = global(code, pc);
        if (!cell.isDefined()) {
            throw new PanicException(PanicCode.UNDEFINED, "Undefined variable '" + cell.name + "'");
        }
        feedback.setEntry(index, cell);
        return cell;
    }

    private static GlobalCell global(LinkedFunction code, int pc) {
        return code.module.global(code.nameAt(code.operand(NAME, pc)));
    }
}
