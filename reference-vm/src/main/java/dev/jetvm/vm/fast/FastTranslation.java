package dev.jetvm.vm.fast;

import static dev.jetvm.vm.fast.FastCode.*;

import dev.jetvm.runtime.value.ValueConstants;
import dev.jetvm.vm.interp.LinkedFunction;
import dev.jetvm.vm.interp.FeedbackVector;
import dev.jetvm.vm.interp.ImportCell;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.isa.StackEffect;
import dev.jetvm.vm.module.Instruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Translates a verified function to {@link FastCode}. The result contains exactly the instructions that control can
 * reach; the bytes between them need not be instructions.
 *
 * @spec VERIFY-08
 */
final class FastTranslation {
    /** Kinds of instructions that are not fused with others. */
    private static final Map<Opcode, Integer> KINDS = new EnumMap<>(Opcode.class);

    static {
        KINDS.put(Opcode.NOP, NOTHING);
        KINDS.put(Opcode.BREAKPOINT, NOTHING);
        KINDS.put(Opcode.POP, POP);
        KINDS.put(Opcode.DUP, DUP);
        KINDS.put(Opcode.NOT, NOT);
        KINDS.put(Opcode.CONST, CONSTANT);
        KINDS.put(Opcode.CONST_0, IMMEDIATE);
        KINDS.put(Opcode.CONST_1, IMMEDIATE);
        KINDS.put(Opcode.NIL, IMMEDIATE);
        KINDS.put(Opcode.TRUE, IMMEDIATE);
        KINDS.put(Opcode.FALSE, IMMEDIATE);
        KINDS.put(Opcode.GET_LOCAL, GET_LOCAL);
        KINDS.put(Opcode.GET_LOCAL_0, GET_LOCAL);
        KINDS.put(Opcode.GET_LOCAL_1, GET_LOCAL);
        KINDS.put(Opcode.GET_LOCAL_2, GET_LOCAL);
        KINDS.put(Opcode.GET_LOCAL_3, GET_LOCAL);
        KINDS.put(Opcode.SET_LOCAL, SET_LOCAL);
        KINDS.put(Opcode.GET_GLOBAL, GET_GLOBAL);
        KINDS.put(Opcode.SET_GLOBAL, SET_GLOBAL);
        KINDS.put(Opcode.ADD_CONST, PLUS);
        KINDS.put(Opcode.ADD, ADD);
        KINDS.put(Opcode.SUBTRACT, SUBTRACT);
        KINDS.put(Opcode.MULTIPLY, MULTIPLY);
        KINDS.put(Opcode.LESS, LESS);
        KINDS.put(Opcode.LE, LE);
        KINDS.put(Opcode.GREATER, GREATER);
        KINDS.put(Opcode.GE, GE);
        KINDS.put(Opcode.EQUAL, EQUAL);
        KINDS.put(Opcode.NE, NE);
        KINDS.put(Opcode.JUMP, JUMP);
        KINDS.put(Opcode.JUMP_IF_FALSE, JUMP_IF_FALSE);
        KINDS.put(Opcode.JUMP_IF_TRUE, JUMP_IF_TRUE);
        KINDS.put(Opcode.LOOP, LOOP);
        KINDS.put(Opcode.GET_PROPERTY, GET_PROPERTY);
        KINDS.put(Opcode.SET_PROPERTY, SET_PROPERTY);
        KINDS.put(Opcode.CALL, CALL);
        KINDS.put(Opcode.INVOKE, INVOKE);
        KINDS.put(Opcode.SUPER_INVOKE, SUPER_INVOKE);
        KINDS.put(Opcode.RETURN, RETURN);
    }

    private final LinkedFunction code;
    private final FeedbackVector feedback;
    private final List<Instruction> instructions = new ArrayList<>();
    /** Slots that closures capture. Their variables may be stored in cells. */
    private final BitSet captured = new BitSet();

    private FastTranslation(LinkedFunction code) {
        this.code = code;
        this.feedback = code.feedback();
        for (int offset : feedback.offsets()) {
            Instruction instruction = code.instruction(offset);
            instructions.add(instruction);
            addCaptured(instruction);
        }
    }

    private void addCaptured(Instruction instruction) {
        if (instruction.opcode() == Opcode.CLOSURE) {
            int[] operands = instruction.operands();
            for (int k = 1; k < operands.length; k += 2) {
                if (operands[k] != 0) {
                    captured.set(operands[k + 1]);
                }
            }
        }
    }

    static FastFunction of(LinkedFunction code) {
        FastTranslation translation = new FastTranslation(code);
        long[] words = new long[translation.instructions.size()];
        for (int k = 0; k < words.length; k++) {
            words[k] = translation.translated(k);
        }
        return new FastFunction(words, code, translation.feedback);
    }

    /**
     * Returns the word of an instruction. The change of the stack height is that of the instruction, or of the first of
     * fused ones, according to the table. Instructions that change the frame adjust the height themselves.
     */
    private long word(int at, int kind, int first) {
        if (kind >= CALL) {
            return FastCode.word(kind, 0, first);
        }
        StackEffect effect = instructions.get(at).opcode().effect();
        return FastCode.word(kind, effect.pushes() - effect.pops(0), first);
    }

    private long slow() {
        return FastCode.word(SLOW, 0, 0);
    }

    /** Returns the word of an instruction, fused with the following ones if possible. */
    private long translated(int at) {
        int kind = kind(at);
        int next = kind(at + 1);
        return switch (kind) {
            case SLOW -> slow();
            case GET_LOCAL -> local(at, next);
            case SET_LOCAL -> word(at, next == POP ? STORE_LOCAL : SET_LOCAL, operand(at));
            case IMMEDIATE -> withImmediate(word(at, IMMEDIATE, 0), immediate(instructions.get(at).opcode()));
            case CONSTANT -> constant(at, next);
            case PLUS -> isInt(value(at)) && isAddend(value(at))
                    ? withAddend(word(at, PLUS, 0), value(at))
                    : slow();
            case LESS -> condition(at + 1, word(at, IF_LESS, 0), word(at, LESS, 0));
            case EQUAL -> condition(at + 1, word(at, IF_EQUAL, 0), word(at, EQUAL, 0));
            case JUMP_IF_FALSE -> condition(at, word(at, IF_TRUE, 0), jumping(at, word(at, kind, 0), slow()));
            case JUMP, JUMP_IF_TRUE, LOOP -> jumping(at, word(at, kind, 0), slow());
            case SET_PROPERTY -> word(at, next == POP ? STORE_PROPERTY : SET_PROPERTY, 0);
            case INVOKE -> word(at, arguments(at) == 0 ? INVOKE_NONE : INVOKE, arguments(at));
            case SUPER_INVOKE, CALL -> word(at, kind, arguments(at));
            default -> word(at, kind, 0);
        };
    }

    private long constant(int at, int next) {
        if (next == CONSTANT) {
            return withSecond(word(at, TWO_CONSTANTS, operand(at)), operand(at + 1));
        }
        return isImmediate(value(at))
                ? withImmediate(word(at, IMMEDIATE, 0), value(at))
                : word(at, CONSTANT, operand(at));
    }

    private long local(int at, int next) {
        int slot = slot(at);
        return switch (next) {
            case GET_LOCAL -> withSecond(word(at, TWO_LOCALS, slot), slot(at + 1));
            case GET_PROPERTY -> word(at, LOCAL_PROPERTY, slot);
            case RETURN -> word(at, LOCAL_RETURN, slot);
            case CONSTANT -> localAndConstant(at, slot, value(at + 1), kind(at + 2));
            default -> word(at, GET_LOCAL, slot);
        };
    }

    private long localAndConstant(int at, int slot, long number, int then) {
        long alone = word(at, GET_LOCAL, slot);
        if (!isInt(number)) {
            return alone;
        }
        if (then == LESS) {
            return isLimit(number) ? condition(at + 3, withLimit(word(at, LOCAL_BELOW, slot), number), alone) : alone;
        }
        // The negative of a 32-bit number may need 33 bits.
        long addend = then == SUBTRACT ? -number : number;
        return (then == ADD || then == SUBTRACT) && isAddend(addend)
                ? withAddend(word(at, LOCAL_PLUS, slot), addend)
                : alone;
    }

    private static boolean isInt(long word) {
        return (word & ValueConstants.TAG_MASK) == ValueConstants.TAG_INT;
    }

    /**
     * Returns the word of an instruction fused with a conditional jump and its POPs, if both paths drop the condition.
     *
     * @param jump index of the jump
     * @param fused the word without its jump distance; the sequence ends with {@link FastCode#IF_TRUE}
     * @param otherwise the word to return if a path keeps the condition
     */
    private long condition(int jump, long fused, long otherwise) {
        if (kind(jump) != JUMP_IF_FALSE || kind(jump + 1) != POP || kind(target(jump)) != POP) {
            return otherwise;
        }
        // Both POPs are skipped, so the distance is that of the jump.
        return jumping(jump, fused, otherwise);
    }

    private long jumping(int jump, long word, long otherwise) {
        int distance = target(jump) - jump - 1;
        return isJump(distance) ? withJump(word, distance) : otherwise;
    }

    private int target(int at) {
        return feedback.index((int) instructions.get(at).target());
    }

    private int kind(int at) {
        if (at >= instructions.size()) {
            return SLOW;
        }
        Opcode opcode = instructions.get(at).opcode();
        if (opcode == Opcode.GET_IMPORT) {
            // Linking resolved it, and a function never changes.
            return code.meanings[operand(at)] instanceof ImportCell.OfFunction ? CONSTANT : SLOW;
        }
        int kind = KINDS.getOrDefault(opcode, SLOW);
        return (kind == GET_LOCAL || kind == SET_LOCAL) && captured.get(slot(at)) ? SLOW : kind;
    }

    /** Returns the first operand. */
    private int operand(int at) {
        return instructions.get(at).operands()[0];
    }

    private int slot(int at) {
        Opcode opcode = instructions.get(at).opcode();
        return opcode.operands().isEmpty() ? opcode.slot() : operand(at);
    }

    private int arguments(int at) {
        return instructions.get(at).operand(Operand.COUNT8);
    }

    /** Returns the word of a constant. */
    private long value(int at) {
        return code.constants[operand(at)];
    }

    private static long immediate(Opcode opcode) {
        return switch (opcode) {
            case CONST_1 -> 1L << ValueConstants.TAG_BITS;
            case NIL -> ValueConstants.NIL;
            case TRUE -> ValueConstants.TRUE;
            case FALSE -> ValueConstants.FALSE;
            default -> 0;
        };
    }
}
