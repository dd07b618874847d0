package dev.jetvm.vm.interp;

import dev.jetvm.runtime.type.StructType;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.OperandPlace;

/**
 * Executes the instructions of family {@code structs}.
 *
 * @spec ISA-43
 * @spec TYPE-07a
 */
final class StructOps {
    private static final OperandPlace STRUCT = Opcode.NEW_STRUCT.place(Operand.STRUCT);
    private static final OperandPlace FIELD = Opcode.GET_FIELD.place(Operand.FIELD);

    private final Worker in;
    private final StructObjects structs;

    StructOps(Worker in) {
        this.in = in;
        this.structs = in.structs;
    }

    void execute(Opcode op, LinkedFunction code, FrameStack stack) {
        StructType type = code.meaning(code.operand(STRUCT, stack.pc), StructType.class);
        switch (op) {
            case NEW_STRUCT -> newStruct(type, stack);
            case GET_FIELD -> stack.replace(1,
                    structs.get(type, code.operand(FIELD, stack.pc), stack.operand(1)));
            case SET_FIELD -> {
                structs.set(type, code.operand(FIELD, stack.pc), stack.operand(2), stack.operand(1));
                stack.replace(2, stack.operand(1));
            }
            default -> throw PlainEngine.unhandled(op);
        }
    }

    private void newStruct(StructType type, FrameStack stack) {
        int fields = type.layout().fields().size();
        stack.replace(fields, structs.newStruct(type, stack.words, stack.sp - fields));
        in.vm.own(in.values.address(stack.operand(1)), type.id());
    }
}
