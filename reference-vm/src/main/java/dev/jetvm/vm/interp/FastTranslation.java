package dev.jetvm.vm.interp;

import static dev.jetvm.vm.interp.FastCode.*;

import dev.jetvm.runtime.value.ValueConstants;
import dev.jetvm.vm.isa.Opcode;
import dev.jetvm.vm.isa.Operand;
import dev.jetvm.vm.module.FunctionDef;
import dev.jetvm.vm.module.Instruction;
import dev.jetvm.vm.module.Instruction.Reading.Read;
import dev.jetvm.vm.module.Module;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the {@link FastCode} of a verified function whose words are tagged. It has the instructions that control can reach
 * and no others, for the bytes between them need not be any (VERIFY-08).
 */
final class FastTranslation {
    /** The kind of what is carried out alone. */
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

    private final Code code;
    private final List<Instruction> instructions = new ArrayList<>();
    private final int[] offsets;
    private final int[] indices;
    /** Slots that closures capture: what is in them may be in a cell. */
    private final BitSet captured = new BitSet();

    private FastTranslation(Code code) {
        this.code = code;
        this.offsets = reached();
        this.indices = new int[code.bytes.length];
        for (int k = 0; k < offsets.length; k++) {
            instructions.add(at(offsets[k]));
            indices[offsets[k]] = k;
            addCaptured(instructions.get(k));
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

    static FastFunction of(Code code) {
        FastTranslation made = new FastTranslation(code);
        long[] words = new long[made.offsets.length];
        for (int k = 0; k < words.length; k++) {
            words[k] = made.translated(k);
        }
        return new FastFunction(words, made.offsets, made.indices, code.constants, code.extent);
    }

    /** The instruction at an offset that control reaches: the verifier has read it. */
    private Instruction at(int offset) {
        Module module = code.module.module;
        FunctionDef function = module.functions().get(code.index);
        return ((Read) Instruction.read(module, function, offset)).instruction();
    }

    private int[] reached() {
        BitSet starts = new BitSet();
        Deque<Integer> waiting = new ArrayDeque<>(List.of(0));
        while (!waiting.isEmpty()) {
            int at = waiting.remove();
            while (!starts.get(at)) {
                starts.set(at);
                Instruction instruction = at(at);
                if (instruction.isJump()) {
                    waiting.add((int) instruction.target());
                }
                if (!instruction.opcode().is(Opcode.Flag.TERMINAL)) {
                    at = instruction.next();
                }
            }
        }
        return starts.stream().toArray();
    }

    /** What begins at an instruction: several that are one, or itself. What follows one that goes on is the next. */
    private long translated(int at) {
        int kind = kind(at);
        int next = kind(at + 1);
        return switch (kind) {
            case GET_LOCAL -> local(at, next);
            case SET_LOCAL -> word(next == POP ? STORE_LOCAL : SET_LOCAL, operand(at));
            case IMMEDIATE -> push(immediate(instructions.get(at).opcode()));
            case CONSTANT -> next == CONSTANT
                    ? two(TWO_CONSTANTS, operand(at), operand(at + 1))
                    : isImmediate(constant(at)) ? push(constant(at)) : word(CONSTANT, operand(at));
            case PLUS -> isInt(constant(at)) && isAddend(constant(at)) ? plus(PLUS, 0, constant(at)) : word(SLOW, 0);
            case LESS -> condition(at, at + 1, word(IF_LESS, 0), word(LESS, 0));
            case EQUAL -> condition(at, at + 1, word(IF_EQUAL, 0), word(EQUAL, 0));
            case JUMP_IF_FALSE -> condition(at, at, word(IF_TRUE, 0), jumping(at, word(kind, 0), word(SLOW, 0)));
            case JUMP, JUMP_IF_TRUE, LOOP -> jumping(at, word(kind, 0), word(SLOW, 0));
            case SET_PROPERTY -> word(next == POP ? STORE_PROPERTY : SET_PROPERTY, 0);
            case INVOKE -> word(arguments(at) == 0 ? INVOKE_NONE : INVOKE, arguments(at));
            case SUPER_INVOKE, CALL -> word(kind, arguments(at));
            case GET_GLOBAL, SET_GLOBAL -> word(kind, operand(at));
            default -> word(kind, 0);
        };
    }

    private long local(int at, int next) {
        int slot = slot(at);
        return switch (next) {
            case GET_LOCAL -> two(TWO_LOCALS, slot, slot(at + 1));
            case GET_PROPERTY -> word(LOCAL_PROPERTY, slot);
            case RETURN -> word(LOCAL_RETURN, slot);
            case CONSTANT -> {
                long number = constant(at + 1);
                int then = kind(at + 2);
                if (then == LESS && isInt(number) && isLimit(number)) {
                    yield condition(at, at + 3, below(slot, number), word(GET_LOCAL, slot));
                }
                // Of a number of 32 bits the negative may have more.
                long addend = then == SUBTRACT ? -number : number;
                yield (then == ADD || then == SUBTRACT) && isInt(number) && isAddend(addend)
                        ? plus(LOCAL_PLUS, slot, addend)
                        : word(GET_LOCAL, slot);
            }
            default -> word(GET_LOCAL, slot);
        };
    }

    private static boolean isInt(long word) {
        return (word & ValueConstants.TAG_MASK) == ValueConstants.TAG_INT;
    }

    /**
     * A fused instruction that ends with {@link FastCode#IF_TRUE}, if it does.
     *
     * @param jump where the jump is
     * @param otherwise what it is if the condition goes on
     */
    private long condition(int at, int jump, long fused, long otherwise) {
        if (kind(jump) != JUMP_IF_FALSE || kind(jump + 1) != POP || kind(target(jump)) != POP) {
            return otherwise;
        }
        // It leads behind the POP there, as seen from behind the POP here: as far as the jump alone.
        return jumping(jump, fused, otherwise);
    }

    private long jumping(int jump, long word, long otherwise) {
        int distance = target(jump) - jump - 1;
        return isJump(distance) ? FastCode.jumping(word, distance) : otherwise;
    }

    private int target(int at) {
        return indices[(int) instructions.get(at).target()];
    }

    private int kind(int at) {
        if (at >= instructions.size()) {
            return SLOW;
        }
        int kind = KINDS.getOrDefault(instructions.get(at).opcode(), SLOW);
        return (kind == GET_LOCAL || kind == SET_LOCAL) && captured.get(slot(at)) ? SLOW : kind;
    }

    /** The first operand. */
    private int operand(int at) {
        return instructions.get(at).operands()[0];
    }

    private int slot(int at) {
        return switch (instructions.get(at).opcode()) {
            case GET_LOCAL_0 -> 0;
            case GET_LOCAL_1 -> 1;
            case GET_LOCAL_2 -> 2;
            case GET_LOCAL_3 -> 3;
            default -> operand(at);
        };
    }

    private int arguments(int at) {
        return instructions.get(at).operand(Operand.COUNT8);
    }

    private long constant(int at) {
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
