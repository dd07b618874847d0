package dev.jetvm.vm.interp;

import static dev.jetvm.vm.isa.Codes.*;

import dev.jetvm.vm.isa.Opcode;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The code of a function as the loop reads it: for each offset one int, as if an instruction began there. So the loop
 * gets an instruction by one load and one check, and jumps need no translation. Made when a function is first entered,
 * never seen outside.
 *
 * <pre>
 * bits 0 to 7    the opcode
 * bits 8 to 11   its length, if the loop carries the instruction out itself
 * bits 12 to 15  signed, by how much the operand stack grows before the loop carries the instruction out
 * bits 16 to 31  its first operand, if that has one or two bytes; of INVOKE the number of arguments
 * </pre>
 */
final class Instructions {
    private static final int LENGTH_SHIFT = 8;
    private static final int EFFECT_SHIFT = 12;
    private static final int NIBBLE = 0xF;
    private static final int OPERAND_SHIFT = 16;

    // Fused instructions: what compilers emit one behind the other, done at once. They have no number in any module and
    // are not used when instructions are counted. The first one's place has the fused one; the others stay as they are, so
    // jumps to them are right, and so is the first one alone when the operands are not ints.
    /** GET_LOCAL, CONST, LESS, {@link #IF_TRUE}. */
    static final int LOCAL_BELOW_CONST = 192;
    /** GET_LOCAL, CONST, ADD. */
    static final int LOCAL_PLUS_CONST = 193;
    /** GET_LOCAL, CONST, SUBTRACT. */
    static final int LOCAL_MINUS_CONST = 194;
    /** LESS, {@link #IF_TRUE}. */
    static final int BELOW = 195;
    /** SET_LOCAL, POP. */
    static final int STORE_LOCAL = 196;
    /** GET_LOCAL, GET_LOCAL. */
    static final int TWO_LOCALS = 197;
    /** GET_LOCAL, GET_PROPERTY. */
    static final int LOCAL_PROPERTY = 198;
    /** SET_PROPERTY, POP. */
    static final int STORE_PROPERTY = 199;
    /** EQUAL, {@link #IF_TRUE}. */
    static final int IF_EQUAL = 200;
    /** JUMP_IF_FALSE, POP, with a POP where the jump leads: the condition goes either way. */
    static final int IF_TRUE = 201;
    /** CONST, CONST. */
    static final int TWO_CONSTANTS = 202;
    /** INVOKE without arguments, which may call a getter: {@link Code#getter}. */
    static final int INVOKE_NONE = 203;

    /** Length and effect of what the loop carries out itself. */
    private static final int[] SHAPES = new int[256];

    static {
        grows(1, CONST, CONST_0, CONST_1, NIL, TRUE, FALSE, GET_LOCAL, GET_LOCAL_0, GET_LOCAL_1, GET_LOCAL_2,
                GET_LOCAL_3, GET_GLOBAL);
        grows(0, NOP, BREAKPOINT, DUP, SET_LOCAL, SET_GLOBAL, ADD_CONST, NOT, JUMP, JUMP_IF_FALSE, JUMP_IF_TRUE, LOOP,
                GET_PROPERTY);
        grows(-1, POP, ADD, SUBTRACT, MULTIPLY, EQUAL, NE, LESS, LE, GREATER, GE, SET_PROPERTY);
        fuses(LOCAL_BELOW_CONST, 1, GET_LOCAL, CONST, LESS, JUMP_IF_FALSE, POP);
        fuses(LOCAL_PLUS_CONST, 1, GET_LOCAL, CONST, ADD);
        fuses(LOCAL_MINUS_CONST, 1, GET_LOCAL, CONST, SUBTRACT);
        fuses(BELOW, -1, LESS, JUMP_IF_FALSE, POP);
        fuses(STORE_LOCAL, 0, SET_LOCAL, POP);
        fuses(TWO_LOCALS, 1, GET_LOCAL, GET_LOCAL);
        fuses(LOCAL_PROPERTY, 1, GET_LOCAL, GET_PROPERTY);
        fuses(STORE_PROPERTY, -1, SET_PROPERTY, POP);
        fuses(IF_EQUAL, -1, EQUAL, JUMP_IF_FALSE, POP);
        fuses(IF_TRUE, 0, JUMP_IF_FALSE, POP);
        fuses(TWO_CONSTANTS, 1, CONST, CONST);
        fuses(INVOKE_NONE, 0, INVOKE);
    }

    private Instructions() {}

    private static void grows(int words, int... opcodes) {
        for (int opcode : opcodes) {
            fuses(opcode, words, opcode);
        }
    }

    private static void fuses(int fused, int words, int... opcodes) {
        int length = Arrays.stream(opcodes).map(each -> Objects.requireNonNull(Opcode.of(each)).length()).sum();
        SHAPES[fused] = length << LENGTH_SHIFT | (words & NIBBLE) << EFFECT_SHIFT;
    }

    /** The first operand. */
    static int operand(int instruction) {
        return instruction >>> OPERAND_SHIFT;
    }

    static int length(int instruction) {
        return instruction >> LENGTH_SHIFT & NIBBLE;
    }

    /** Of CALL or INVOKE, in bytes. */
    static int callLength(int op) {
        return op == CALL ? 2 : 6;
    }

    /** How much the operand stack grows. */
    static int effect(int instruction) {
        return instruction << OPERAND_SHIFT >> OPERAND_SHIFT + EFFECT_SHIFT;
    }

    /** @param fuse whether instructions need not be counted one by one */
    static int[] of(byte[] code, boolean fuse) {
        int[] all = new int[code.length];
        for (int at = 0; at < code.length; at++) {
            int op = code[at] & 0xFF;
            int done = fuse ? fused(code, at) : op;
            int operand = op == INVOKE ? byteAt(code, at + 3) : operand(code, at, Opcode.of(op));
            all[at] = done | SHAPES[done] | operand << OPERAND_SHIFT;
        }
        return all;
    }

    /** The opcode that stands for what begins at a place. */
    private static int fused(byte[] code, int at) {
        return switch (byteAt(code, at)) {
            case GET_LOCAL -> switch (byteAt(code, at + 2)) {
                case GET_LOCAL -> TWO_LOCALS;
                case GET_PROPERTY -> LOCAL_PROPERTY;
                case CONST -> switch (byteAt(code, at + 5)) {
                    case ADD -> LOCAL_PLUS_CONST;
                    case SUBTRACT -> LOCAL_MINUS_CONST;
                    case LESS -> fused(code, at + 5) == BELOW ? LOCAL_BELOW_CONST : GET_LOCAL;
                    default -> GET_LOCAL;
                };
                default -> GET_LOCAL;
            };
            case LESS -> fused(code, at + 1) == IF_TRUE ? BELOW : LESS;
            case EQUAL -> fused(code, at + 1) == IF_TRUE ? IF_EQUAL : EQUAL;
            case JUMP_IF_FALSE -> byteAt(code, at + 3) == POP
                    && byteAt(code, at + 3 + (byteAt(code, at + 1) << 8 | byteAt(code, at + 2))) == POP
                            ? IF_TRUE
                            : JUMP_IF_FALSE;
            case CONST -> byteAt(code, at + 3) == CONST ? TWO_CONSTANTS : CONST;
            case INVOKE -> byteAt(code, at + 3) == 0 ? INVOKE_NONE : INVOKE;
            case SET_LOCAL -> byteAt(code, at + 2) == POP ? STORE_LOCAL : SET_LOCAL;
            case SET_PROPERTY -> byteAt(code, at + 5) == POP ? STORE_PROPERTY : SET_PROPERTY;
            default -> byteAt(code, at);
        };
    }

    private static int operand(byte[] code, int at, @Nullable Opcode opcode) {
        int size = opcode == null || opcode.operands().isEmpty() ? 0 : opcode.operands().getFirst().size();
        return switch (size) {
            case Byte.BYTES -> byteAt(code, at + 1);
            case Short.BYTES -> byteAt(code, at + 1) << 8 | byteAt(code, at + 2);
            default -> 0;
        };
    }

    /** What lies behind the end is never carried out; it counts as NOP. */
    private static int byteAt(byte[] code, int at) {
        return at < code.length ? code[at] & 0xFF : 0;
    }
}
