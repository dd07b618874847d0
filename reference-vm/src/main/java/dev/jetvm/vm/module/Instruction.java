package dev.jetvm.vm.module;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import java.util.Optional;

/**
 * One instruction of a function, taken apart.
 *
 * @param at offset in the function
 * @param opcode what it is
 * @param operands in the order of {@link Opcode#operands()}; captures are two numbers each, behind the others
 * @param next offset in the function of what follows it
 */
public record Instruction(int at, Opcode opcode, int[] operands, int next) {

    /** Why there is no instruction at a place. */
    public enum Flaw {
        UNKNOWN, TRUNCATED, NO_FUNCTION
    }

    /** Either an instruction or what is wrong. */
    public sealed interface Reading {
        record Read(Instruction instruction) implements Reading {}

        record Failed(Flaw flaw) implements Reading {}
    }

    /** Takes the instruction at a place apart. Total: any bytes give an answer. */
    public static Reading read(Module module, FunctionDef function, int at) {
        byte[] code = function.code();
        Opcode opcode = Opcode.of(code[at] & 0xFF);
        if (opcode == null) {
            return new Reading.Failed(Flaw.UNKNOWN);
        }
        int next = at + opcode.length();
        if (next > code.length) {
            return new Reading.Failed(Flaw.TRUNCATED);
        }
        int count = opcode.operands().size();
        if (opcode != Opcode.CLOSURE) {
            return new Reading.Read(new Instruction(at, opcode, fixed(opcode, code, at, count), next));
        }
        int constant = fixed(opcode, code, at, 1)[0];
        Optional<FunctionDef> target = function(module, function, constant);
        if (target.isEmpty()) {
            return new Reading.Failed(Flaw.NO_FUNCTION);
        }
        int captures = 2 * target.get().upvalues();
        if (next + captures > code.length) {
            return new Reading.Failed(Flaw.TRUNCATED);
        }
        int[] operands = new int[1 + captures];
        operands[0] = constant;
        for (int k = 0; k < captures; k++) {
            operands[1 + k] = code[next + k] & 0xFF;
        }
        return new Reading.Read(new Instruction(at, opcode, operands, next + captures));
    }

    private static int[] fixed(Opcode opcode, byte[] code, int at, int count) {
        int[] operands = new int[count];
        int place = at + 1;
        for (int k = 0; k < count; k++) {
            int size = opcode.operands().get(k).size();
            operands[k] = number(code, place, size);
            place += size;
        }
        return operands;
    }

    /** An unsigned big-endian number; one of 4 bytes with its highest bit set comes out below 0. */
    private static int number(byte[] code, int at, int size) {
        int number = 0;
        for (int k = 0; k < size; k++) {
            number = number << 8 | code[at + k] & 0xFF;
        }
        return number;
    }

    private static Optional<FunctionDef> function(Module module, FunctionDef function, int constant) {
        return constant < function.constants().size()
                && function.constants().get(constant) instanceof Constant.Function(int index)
                        ? Optional.of(module.functions().get(index))
                        : Optional.empty();
    }

    /** The operand of a kind, which the instruction has. */
    public int operand(Operand kind) {
        return operands[opcode.operands().indexOf(kind)];
    }

    /** Where a jump goes, or -1 if that is outside of what an offset can be. */
    public long target() {
        for (Operand kind : opcode.operands()) {
            long distance = Integer.toUnsignedLong(kind.isJump() ? operand(kind) : 0);
            if (kind.isJump()) {
                return kind.isForward() ? next + distance : next - distance;
            }
        }
        throw new IllegalStateException(opcode + " is no jump");
    }

    /** Whether it may go elsewhere than to the next instruction. */
    public boolean isJump() {
        return opcode.isJump();
    }
}
