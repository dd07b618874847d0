package dev.jetvm.vm.verify;

import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.Target;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Instruction;
import dev.jetvm.vm.module.TypeDef;

/**
 * Checks the operands of an instruction that do not depend on the operand stack.
 *
 * @spec VERIFY-04
 * @spec VERIFY-07
 */
final class OperandChecks {
    private static final int STORAGES = StorageClass.values().length;
    private static final int TARGETS = Target.values().length;

    private final Body body;
    private final FunctionDef function;

    OperandChecks(Body body) {
        this.body = body;
        this.function = body.function();
    }

    void check(Instruction instruction) {
        below(instruction, "local-range", "slot", instruction.opcode().slot(), function.slots());
        for (int k = 0; k < instruction.opcode().operands().size(); k++) {
            Operand kind = instruction.opcode().operands().get(k);
            if (kind == Operand.CAPTURES) {
                checkCaptures(instruction);
            } else {
                check(instruction, kind, instruction.operands()[k]);
            }
        }
    }

    private void check(Instruction instruction, Operand kind, int operand) {
        switch (kind) {
            case CONSTANT, CONSTANT_WIDE, NAME, FUNCTION, STRUCT, INTERFACE, TYPE, IMPORT ->
                checkConstant(instruction, kind, operand);
            case LOCAL -> below(instruction, "local-range", "slot", operand, function.slots());
            case UPVALUE -> below(instruction, "upvalue-range", "upvalue", operand, function.upvalues());
            case FIELD -> below(instruction, "field-range", "field", operand,
                    ((TypeDef.Struct) body.type(instruction, Operand.STRUCT)).fields().size());
            case SLOT -> checkSlot(instruction, operand);
            case TARGET -> below(instruction, "operand-range", "target", operand, TARGETS);
            case STORAGE -> below(instruction, "operand-range", "storage class", operand, STORAGES);
            case FLAG -> below(instruction, "operand-range", "flag", operand, 2);
            case EXTENSION -> throw body.refused("opcode-extension", instruction,
                    "no extension is numbered " + operand);
            // Counts are checked against the stack and jump targets against the instructions. The other operands are
            // unrestricted.
            case COUNT8, COUNT16, FORWARD, FORWARD_WIDE, BACKWARD, BACKWARD_WIDE, CACHE, NUMBER, CAPTURES -> {
            }
        }
    }

    private void below(Instruction instruction, String code, String what, int index, int count) {
        if (index >= count) {
            throw body.refused(code, instruction,
                    Body.beyond(instruction.opcode().name(), what, index, count));
        }
    }

    /** Only the slot of an interface operand is checked. The trait of an object is known only at run time. */
    private void checkSlot(Instruction instruction, int slot) {
        if (instruction.opcode().operands().contains(Operand.INTERFACE)) {
            below(instruction, "slot-range", "method", slot,
                    ((TypeDef.Interface) body.type(instruction, Operand.INTERFACE)).slots().size());
        }
    }

    private void checkConstant(Instruction instruction, Operand kind, int index) {
        if (Integer.compareUnsigned(index, function.constants().size()) >= 0) {
            throw body.refused("constant-range", instruction, Body.beyond(instruction.opcode().name(), "constant",
                    Integer.toUnsignedLong(index), function.constants().size()));
        }
        Constant constant = function.constants().get(index);
        if (!fits(kind, constant)) {
            throw body.refused("constant-kind", instruction, "%s takes %s, constant %d is %s"
                    .formatted(instruction.opcode(), wanted(kind), index, found(constant)));
        }
        boolean value = kind == Operand.CONSTANT || kind == Operand.CONSTANT_WIDE;
        if (value && constant instanceof Constant.Function(int target)
                && body.module().functions().get(target).upvalues() > 0) {
            throw body.refused("closure-upvalues", instruction,
                    "%s pushes function %d, which has upvalues: only CLOSURE gives them to it"
                            .formatted(instruction.opcode(), target));
        }
    }

    private boolean fits(Operand kind, Constant constant) {
        return switch (kind) {
            case NAME -> constant instanceof Constant.Text;
            case FUNCTION -> constant instanceof Constant.Function;
            case IMPORT -> constant instanceof Constant.Import;
            case STRUCT -> type(constant) instanceof TypeDef.Struct;
            case INTERFACE -> type(constant) instanceof TypeDef.Interface;
            case TYPE -> type(constant) instanceof TypeDef.Struct || type(constant) instanceof TypeDef.Interface;
            default -> !(constant instanceof Constant.Type || constant instanceof Constant.Import);
        };
    }

    private Object type(Constant constant) {
        return constant instanceof Constant.Type(int index) ? body.module().types().get(index) : constant;
    }

    private static String wanted(Operand kind) {
        return switch (kind) {
            case NAME -> "a string as a name";
            case FUNCTION -> "a function";
            case IMPORT -> "an import";
            case STRUCT -> "a struct type";
            case INTERFACE -> "an interface";
            case TYPE -> "a struct type or an interface";
            default -> "a value";
        };
    }

    private String found(Constant constant) {
        return switch (type(constant)) {
            case TypeDef.Struct _ -> "a struct type";
            case TypeDef.Interface _ -> "an interface";
            case TypeDef.Signature _ -> "a signature";
            default -> Body.kind(constant);
        };
    }

    /**
     * The number of pairs equals the number of the function's upvalues, because the length of the instruction derives
     * from it.
     */
    private void checkCaptures(Instruction instruction) {
        int[] operands = instruction.operands();
        for (int k = 1; k < operands.length; k += 2) {
            boolean local = operands[k] == 1;
            int count = local ? function.slots() : function.upvalues();
            if (operands[k] > 1) {
                throw body.refused("closure-upvalues", instruction,
                        "a capture is of an upvalue, 0, or of a slot, 1, here is " + operands[k]);
            }
            if (operands[k + 1] >= count) {
                throw body.refused("closure-upvalues", instruction,
                        Body.beyond("CLOSURE", local ? "slot" : "upvalue", operands[k + 1], count));
            }
        }
    }
}
