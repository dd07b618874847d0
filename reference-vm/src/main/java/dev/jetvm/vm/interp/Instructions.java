package dev.jetvm.vm.interp;

import static dev.jetvm.vm.isa.Codes.*;

import dev.jetvm.vm.isa.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * The code of a function as the loop reads it: for each offset one int, as if an instruction began there. So the loop
 * gets an instruction by one load and one check, and jumps need no translation. Made when a function is first entered,
 * never seen outside.
 *
 * <pre>
 * bits 0 to 7    the opcode
 * bits 8 to 23   its first operand, if that has one or two bytes
 * bits 24 to 31  how much the operand stack grows, signed, if the loop carries the instruction out itself
 * </pre>
 */
final class Instructions {
    static final int EFFECT_SHIFT = 24;
    private static final byte[] EFFECTS = new byte[256];

    // Fused instructions: what compilers emit one behind the other, done at once. They have no number in any module and
    // are not used when instructions are counted. The first one's place has the fused one; the others stay as they are, so
    // jumps to them are right, and so is the first one alone when the operands are not ints.
    /** GET_LOCAL, CONST, LESS, JUMP_IF_FALSE, POP. */
    static final int LOCAL_BELOW_CONST = 192;
    /** GET_LOCAL, CONST, ADD. */
    static final int LOCAL_PLUS_CONST = 193;
    /** GET_LOCAL, CONST, SUBTRACT. */
    static final int LOCAL_MINUS_CONST = 194;
    /** LESS, JUMP_IF_FALSE, POP. */
    static final int BELOW = 195;
    /** SET_LOCAL, POP. */
    static final int STORE_LOCAL = 196;
    /** GET_LOCAL, GET_LOCAL. */
    static final int TWO_LOCALS = 197;

    static {
        effect(1, CONST, CONST_0, CONST_1, NIL, TRUE, FALSE, DUP, GET_LOCAL, GET_LOCAL_0, GET_LOCAL_1, GET_LOCAL_2,
                GET_LOCAL_3, GET_GLOBAL, LOCAL_PLUS_CONST, LOCAL_MINUS_CONST);
        effect(-1, POP, ADD, SUBTRACT, EQUAL, NE, LESS, LE, GREATER, GE, STORE_LOCAL);
        effect(-2, BELOW);
        effect(2, TWO_LOCALS);
    }

    private Instructions() {}

    private static void effect(int words, int... opcodes) {
        for (int opcode : opcodes) {
            EFFECTS[opcode] = (byte) words;
        }
    }

    /** @param fuse whether instructions need not be counted one by one */
    static int[] of(byte[] code, boolean fuse) {
        int[] all = new int[code.length];
        for (int at = 0; at < code.length; at++) {
            int op = code[at] & 0xFF;
            int done = fuse ? fused(code, at) : op;
            all[at] = done | operand(code, at, Opcode.of(op)) << 8 | EFFECTS[done] << EFFECT_SHIFT;
        }
        return all;
    }

    /** The opcode that stands for what begins at a place. */
    private static int fused(byte[] code, int at) {
        return switch (byteAt(code, at)) {
            case GET_LOCAL -> switch (byteAt(code, at + 2)) {
                case GET_LOCAL -> TWO_LOCALS;
                case CONST -> switch (byteAt(code, at + 5)) {
                    case ADD -> LOCAL_PLUS_CONST;
                    case SUBTRACT -> LOCAL_MINUS_CONST;
                    case LESS -> byteAt(code, at + 6) == JUMP_IF_FALSE && byteAt(code, at + 9) == POP
                            ? LOCAL_BELOW_CONST
                            : GET_LOCAL;
                    default -> GET_LOCAL;
                };
                default -> GET_LOCAL;
            };
            case LESS -> byteAt(code, at + 1) == JUMP_IF_FALSE && byteAt(code, at + 4) == POP ? BELOW : LESS;
            case SET_LOCAL -> byteAt(code, at + 2) == POP ? STORE_LOCAL : SET_LOCAL;
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
