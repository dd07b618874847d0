package dev.jetvm.vm.assembly;

import dev.jetvm.runtime.value.StorageClass;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.Target;
import dev.jetvm.vm.module.Constant;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Instruction;
import dev.jetvm.vm.module.Instruction.Flaw;
import dev.jetvm.vm.module.Instruction.Reading;
import dev.jetvm.vm.module.Module;
import dev.jetvm.vm.module.Module.Mapping;
import dev.jetvm.vm.module.TypeDef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of one function. An instruction adds the constant that it names to the pool. A directive lists only
 * constants that no instruction would add at their position.
 */
final class CodeText {
    private final Module module;
    private final FunctionDef function;
    private final References references;
    private final List<Mapping> mappings;
    private final StringBuilder out;
    private int mapped;
    private int pooled;

    CodeText(Module module, FunctionDef function, References references, List<Mapping> mappings, StringBuilder out) {
        this.module = module;
        this.function = function;
        this.references = references;
        this.mappings = mappings;
        this.out = out;
    }

    void write() {
        int at = 0;
        while (at < function.code().length) {
            at = switch (Instruction.read(module, function, at)) {
                case Reading.Read(Instruction instruction) -> instruction(instruction);
                case Reading.Failed(Flaw flaw) -> bytes(at, flaw);
            };
        }
        pool(function.constants().size());
    }

    /** Constants below an index that no instruction has added yet. */
    private void pool(int below) {
        for (; pooled < below; pooled++) {
            out.append(Disassembler.INDENT).append(FunctionReader.CONSTANT).append(' ')
                    .append(references.value(function.constants().get(pooled))).append('\n');
        }
    }

    /** Writes the line marks with an offset below {@code next}. */
    private void marks(int at, int next) {
        for (; mapped < mappings.size() && mappings.get(mapped).offset() < next; mapped++) {
            Mapping mapping = mappings.get(mapped);
            out.append(Disassembler.INDENT).append(FunctionReader.LINE).append(' ').append(mapping.line());
            if (mapping.column() != 0) {
                out.append(':').append(mapping.column());
            }
            if (mapping.offset() != at) {
                out.append(' ').append(FunctionReader.AT).append(' ').append(Literals.offset(mapping.offset()));
            }
            out.append('\n');
        }
    }

    private void offset(int at) {
        out.append(Disassembler.INDENT).append(Literals.offset(at)).append(": ");
    }

    /** Writes bytes that are not an instruction: all remaining bytes if the code ends too early, otherwise one. */
    private int bytes(int at, Flaw flaw) {
        int next = flaw == Flaw.TRUNCATED ? function.code().length : at + 1;
        marks(at, next);
        offset(at);
        out.append(FunctionReader.BYTE);
        for (int k = at; k < next; k++) {
            out.append(" 0x").append(Character.forDigit(function.code()[k] >> 4 & 0xF, 16))
                    .append(Character.forDigit(function.code()[k] & 0xF, 16));
        }
        out.append('\n');
        return next;
    }

    /** Writes only the line of the instruction or byte at an offset. */
    void one(int at) {
        switch (Instruction.read(module, function, at)) {
            case Reading.Read(Instruction instruction) -> line(instruction);
            case Reading.Failed(Flaw flaw) -> bytes(at, flaw);
        }
    }

    private int instruction(Instruction instruction) {
        Opcode opcode = instruction.opcode();
        marks(instruction.at(), instruction.next());
        for (int k = 0; k < opcode.operands().size(); k++) {
            if (opcode.operands().get(k).isConstant()
                    && Integer.compareUnsigned(instruction.operands()[k], function.constants().size()) < 0) {
                pool(instruction.operands()[k]);
                pooled = Math.max(pooled, instruction.operands()[k] + 1);
            }
        }
        line(instruction);
        return instruction.next();
    }

    private void line(Instruction instruction) {
        offset(instruction.at());
        out.append(instruction.opcode().name());
        for (int k = 0; k < instruction.opcode().operands().size(); k++) {
            operand(instruction, k);
        }
        out.append('\n');
    }

    private void operand(Instruction instruction, int index) {
        Operand operand = instruction.opcode().operands().get(index);
        if (operand == Operand.CAPTURES) {
            captures(instruction.operands());
            return;
        }
        int number = instruction.operands()[index];
        out.append(' ');
        switch (operand) {
            case STORAGE -> out.append(FunctionReader.wordOf(StorageClass.values(), number, StorageClass::wire));
            case TARGET -> out.append(FunctionReader.wordOf(Target.values(), number, Target::wire));
            default -> out.append(Integer.toUnsignedString(number));
        }
        if (operand.isConstant()) {
            Constant constant = constant(number);
            bracket(constant == null ? null : references.value(constant));
        } else if (operand.isJump()) {
            bracket(instruction.target() < 0 ? null : Literals.offset(instruction.target()));
        } else if (operand == Operand.FIELD || operand == Operand.SLOT) {
            bracket(member(instruction, operand, number));
        }
    }

    private void bracket(@Nullable String text) {
        if (text != null) {
            out.append(" (").append(text).append(')');
        }
    }

    private @Nullable Constant constant(int index) {
        return Integer.compareUnsigned(index, function.constants().size()) < 0
                ? function.constants().get(index)
                : null;
    }

    /** Returns the name of a field or method if the preceding operand names its type, otherwise null. */
    private @Nullable String member(Instruction instruction, Operand operand, int number) {
        boolean owned = instruction.opcode().operands().getFirst().isConstant();
        if (!owned || !(constant(instruction.operands()[0]) instanceof Constant.Type(int index))) {
            return null;
        }
        return switch (module.types().get(index)) {
            case TypeDef.Struct struct when operand == Operand.FIELD && number < struct.fields().size() ->
                Literals.name(struct.fields().get(number).name());
            case TypeDef.Interface type when operand == Operand.SLOT && number < type.slots().size() ->
                Literals.name(type.slots().get(number).name());
            default -> null;
        };
    }

    private void captures(int[] operands) {
        for (int k = 1; k < operands.length; k += 2) {
            out.append(k == 1 ? " " : ", ");
            switch (operands[k]) {
                case 0 -> out.append(FunctionReader.UPVALUE);
                case 1 -> out.append(FunctionReader.LOCAL);
                default -> out.append(operands[k]);
            }
            out.append(' ').append(operands[k + 1]);
        }
    }
}
