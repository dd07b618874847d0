package dev.jetvm.vm.interp;

import dev.jetvm.runtime.type.Interface;
import dev.jetvm.runtime.type.StructType;
import dev.jetvm.runtime.type.TypeSystem;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code traits}.
 *
 * @spec ISA-45
 */
final class TraitOps {
    private static final OperandPlace INTERFACE = Opcode.NEW_TRAIT.place(Operand.INTERFACE);
    private static final OperandPlace STRUCT = Opcode.CAST.place(Operand.STRUCT);
    private static final OperandPlace TYPE = Opcode.IS_TYPE.place(Operand.TYPE);
    private static final OperandPlace CALLED_INTERFACE = Opcode.CALL_INTERFACE.place(Operand.INTERFACE);
    private static final OperandPlace INTERFACE_SLOT = Opcode.CALL_INTERFACE.place(Operand.SLOT);
    private static final OperandPlace INTERFACE_COUNT = Opcode.CALL_INTERFACE.place(Operand.COUNT8);
    private static final OperandPlace TRAIT_SLOT = Opcode.CALL_TRAIT.place(Operand.SLOT);
    private static final OperandPlace TRAIT_COUNT = Opcode.CALL_TRAIT.place(Operand.COUNT8);

    private final Values values;
    private final TraitObjects traits;
    private final Aggregates aggregates;
    private final Calls calls;

    TraitOps(Worker in) {
        this.values = in.values;
        this.traits = in.traits;
        this.aggregates = in.aggregates;
        this.calls = in.calls;
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        int pc = stack.pc;
        switch (op) {
            case CALL_INTERFACE -> callInterface(code, stack);
            case NEW_TRAIT -> stack.replace(1, traits.newTrait(stack.operand(1),
                    code.meaning(code.operand(INTERFACE, pc), Interface.class)));
            case CALL_TRAIT -> callTrait(code, stack);
            case CAST -> stack.replace(1,
                    traits.cast(stack.operand(1), code.meaning(code.operand(STRUCT, pc), StructType.class)));
            case IS_TYPE -> stack.replace(1, values.ofBool(
                    traits.isOfType(stack.operand(1), code.meaning(code.operand(TYPE, pc), Object.class))));
            case TYPE_NAME -> {
                TypeSystem types = traits.types();
                stack.replace(1, aggregates.text(types.name(types.typeOf(stack.operand(1)))));
            }
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private void callInterface(LinkedFunction code, FrameStack stack) {
        int pc = stack.pc;
        int arguments = code.operand(INTERFACE_COUNT, pc);
        stack.outgoing = arguments + 1;
        int method = traits.interfaceMethod(code, pc, stack.operand(arguments + 1),
                code.meaning(code.operand(CALLED_INTERFACE, pc), Interface.class), code.operand(INTERFACE_SLOT, pc));
        calls.callFunction(method, arguments);
    }

    private void callTrait(LinkedFunction code, FrameStack stack) {
        int arguments = code.operand(TRAIT_COUNT, stack.pc);
        stack.outgoing = arguments + 1;
        int receiver = stack.sp - arguments - 1;
        long object = stack.words[receiver];
        int method = traits.traitMethod(object, code.operand(TRAIT_SLOT, stack.pc));
        stack.words[receiver] = traits.traitData(object);
        calls.callFunction(method, arguments);
    }
}
