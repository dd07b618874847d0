package dev.jetvm.vm.fast;

import dev.jetvm.vm.interp.LinkedFunction;

/**
 * The code of a function in the form that {@link FastLoop} executes: one word for each instruction.
 *
 * <pre>
 * bits 0 to 7    the kind
 * bits 8 to 15   signed change of the height of the operand stack, applied before the instruction is executed
 * bits 16 to 31  first operand: slot, constant, number of arguments
 * bits 32 to 47  second operand
 * bits 48 to 63  signed jump distance, in instructions from the next one
 * </pre>
 *
 * <p>A kind may represent a sequence of instructions that compilers emit often. The word of the first instruction has
 * that kind. The words of the others are unchanged: they may be jump targets, and they are executed when the first
 * instruction has to be executed alone because operands are not ints.
 */
final class FastCode {
    /** Executed by the plain engine. */
    static final int SLOW = 0;
    static final int NOTHING = 1;
    static final int POP = 2;
    static final int DUP = 3;
    static final int NOT = 4;
    /** Pushes the word that bits 16 to 63 hold, signed. */
    static final int IMMEDIATE = 5;
    static final int CONSTANT = 6;
    /** CONST, CONST. */
    static final int TWO_CONSTANTS = 7;

    static final int GET_LOCAL = 8;
    static final int SET_LOCAL = 9;
    /** SET_LOCAL, POP. */
    static final int STORE_LOCAL = 10;
    /** GET_LOCAL, GET_LOCAL. */
    static final int TWO_LOCALS = 11;
    /** GET_LOCAL, a small int, ADD or SUBTRACT; bits 32 to 63 are the signed number to add to the word. */
    static final int LOCAL_PLUS = 12;
    /** GET_LOCAL, CONST of a small int, LESS, {@link #IF_TRUE}; bits 24 to 47 are the word of the int, signed. */
    static final int LOCAL_BELOW = 13;
    /** GET_LOCAL, GET_PROPERTY. */
    static final int LOCAL_PROPERTY = 14;

    static final int GET_GLOBAL = 15;
    static final int SET_GLOBAL = 16;

    /** ADD_CONST of a small int; bits 32 to 63 are the signed number to add to the word. */
    static final int PLUS = 17;
    static final int ADD = 18;
    static final int SUBTRACT = 19;
    static final int MULTIPLY = 20;
    static final int LESS = 21;
    static final int LE = 22;
    static final int GREATER = 23;
    static final int GE = 24;
    static final int EQUAL = 25;
    static final int NE = 26;

    static final int JUMP = 27;
    static final int JUMP_IF_FALSE = 28;
    static final int JUMP_IF_TRUE = 29;
    static final int LOOP = 30;
    /** JUMP_IF_FALSE, POP, with a POP at the target of the jump: the condition is dropped on both paths. */
    static final int IF_TRUE = 31;
    /** LESS, {@link #IF_TRUE}. */
    static final int IF_LESS = 32;
    /** EQUAL, {@link #IF_TRUE}. */
    static final int IF_EQUAL = 33;

    static final int GET_PROPERTY = 34;
    static final int SET_PROPERTY = 35;
    /** SET_PROPERTY, POP. */
    static final int STORE_PROPERTY = 36;

    static final int CALL = 37;
    static final int INVOKE = 38;
    /** INVOKE without arguments, which may call a getter: {@link LinkedFunction#getter}. */
    static final int INVOKE_NONE = 39;
    /** The superclass is the last operand. */
    static final int SUPER_INVOKE = 40;
    static final int RETURN = 41;
    /** GET_LOCAL, RETURN. */
    static final int LOCAL_RETURN = 42;

    private static final int BYTE = 0xFF;
    private static final int U16 = 0xFFFF;
    private static final int EFFECT_SHIFT = 8;
    private static final int FIRST_SHIFT = 16;
    private static final int LIMIT_SHIFT = 24;
    private static final int SECOND_SHIFT = 32;
    private static final int JUMP_SHIFT = 48;
    private static final int LIMIT_BITS = JUMP_SHIFT - LIMIT_SHIFT;

    private FastCode() {}

    // --- decoding ---

    static int kind(long word) {
        return (int) word & BYTE;
    }

    static int effect(long word) {
        return (int) word << Integer.SIZE - FIRST_SHIFT >> Integer.SIZE - EFFECT_SHIFT;
    }

    static int first(long word) {
        return (int) word >>> FIRST_SHIFT;
    }

    static int second(long word) {
        return (int) (word >>> SECOND_SHIFT) & U16;
    }

    static int jump(long word) {
        return (int) (word >> JUMP_SHIFT);
    }

    /** The word that {@link #IMMEDIATE} pushes. */
    static long immediate(long word) {
        return word >> FIRST_SHIFT;
    }

    /** The slot of {@link #LOCAL_BELOW}. */
    static int slot(long word) {
        return (int) word >>> FIRST_SHIFT & BYTE;
    }

    /** The limit of {@link #LOCAL_BELOW}. */
    static int limit(long word) {
        return (int) (word << Long.SIZE - JUMP_SHIFT >> Long.SIZE - LIMIT_BITS);
    }

    /** The addend of {@link #PLUS} or {@link #LOCAL_PLUS}. */
    static int addend(long word) {
        return (int) (word >> SECOND_SHIFT);
    }

    // --- encoding ---

    /** @param effect change of the stack height before the instruction is executed */
    static long word(int kind, int effect, int first) {
        return kind | (effect & (long) BYTE) << EFFECT_SHIFT | (long) first << FIRST_SHIFT;
    }

    /** Returns the word with a second operand. */
    static long withSecond(long word, int second) {
        return word | (long) second << SECOND_SHIFT;
    }

    static boolean isImmediate(long value) {
        return value << FIRST_SHIFT >> FIRST_SHIFT == value;
    }

    /** Returns the word with the word that {@link #IMMEDIATE} pushes. */
    static long withImmediate(long word, long value) {
        return word | value << FIRST_SHIFT;
    }

    static boolean isAddend(long value) {
        return (int) value == value;
    }

    /** Returns the word with the addend of {@link #PLUS} or {@link #LOCAL_PLUS}. */
    static long withAddend(long word, long addend) {
        return word | addend << SECOND_SHIFT;
    }

    static boolean isLimit(long value) {
        int unused = Long.SIZE - LIMIT_BITS;
        return value << unused >> unused == value;
    }

    /** Returns the word with the limit of {@link #LOCAL_BELOW}. */
    static long withLimit(long word, long limit) {
        return word | limit << Long.SIZE - LIMIT_BITS >>> Long.SIZE - JUMP_SHIFT;
    }

    static boolean isJump(int distance) {
        return (short) distance == distance;
    }

    /** Returns the word with a jump distance. */
    static long withJump(long word, int distance) {
        return word | (long) distance << JUMP_SHIFT;
    }
}
