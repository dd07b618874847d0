package dev.jetvm.vm.module;

import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import java.util.Optional;

/**
 * A decoded instruction.
 *
 * @param at offset in the function
 * @param opcode the opcode
 * @param operands in the order of {@link Opcode#operands()}; each capture is two numbers after the other operands
 * @param next offset in the function of the following instruction
 */
public record Instruction(int at, Opcode opcode, int[] operands, int next) {

    /** The reasons why the bytes at an offset cannot be decoded. */
    public enum Flaw {
        UNKNOWN, TRUNCATED, NO_FUNCTION
    }

    /** The result of decoding: an instruction or a flaw. */
    public sealed interface Reading {
        record Read(Instruction instruction) implements Reading {}

        record Failed(Flaw flaw) implements Reading {}
    }

    /**
     * Decodes the instruction at an offset of a function. Every byte sequence has a result.
     *
     * @param at offset in the code, at least 0 and less than its length
     */
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

    /** Reads an unsigned big-endian number. A 4-byte number with its highest bit set is returned as a negative int. */
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

    /** Returns the operand of the given kind. The instruction must have such an operand. */
    public int operand(Operand kind) {
        return operands[opcode.operands().indexOf(kind)];
    }

    /**
     * Returns the target of a jump as an offset in the function. The offset may be outside the function, also negative.
     *
     * @throws IllegalStateException if the instruction is not a jump
     */
    public long target() {
        for (Operand kind : opcode.operands()) {
            long distance = Integer.toUnsignedLong(kind.isJump() ? operand(kind) : 0);
            if (kind.isJump()) {
                return kind.isForward() ? next + distance : next - distance;
            }
        }
        throw new IllegalStateException(opcode + " is no jump");
    }

    /** Returns whether the instruction has a jump target. */
    public boolean isJump() {
        return opcode.isJump();
    }
}
