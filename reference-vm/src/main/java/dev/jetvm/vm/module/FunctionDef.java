package dev.jetvm.vm.module;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A function of a module, as encoded in the file.
 *
 * @param name empty if the function has no name
 * @param arity number of parameters without the receiver, 0 to 255
 * @param method whether slot 0 holds a receiver
 * @param slots number of slots, including slot 0 and the parameters, arity + 1 to 256
 * @param maxStack greatest height of the operand stack, in words
 * @param upvalues number of captured variables, 0 to 256
 * @param signature index of a type, or {@link TypeDef#NONE}
 * @param constants the constant pool
 * @param code the bytecode; the array is shared and must not be modified
 */
public record FunctionDef(String name, int arity, boolean method, int slots, int maxStack, int upvalues, int signature,
        List<Constant> constants, byte[] code) {
    /** The greatest number of slots of a function. */
    public static final int SLOTS_MAX = 256;
    /** The greatest number of upvalues of a function. */
    public static final int UPVALUES_MAX = 256;
    /** Words of a frame that are neither slots nor operands: the closure and the index of the stack map. */
    public static final int FRAME_EXTRA = 2;
    private static final int WORD = 8;

    /**
     * Returns the size of a frame in bytes.
     *
     * @spec ERR-024
     */
    public long frameSize() {
        return frameSize(slots, maxStack);
    }

    /**
     * Returns the size in bytes of a frame with the given numbers of slots and operands.
     *
     * @spec ERR-024
     */
    static long frameSize(int slots, int maxStack) {
        return WORD * ((long) slots + maxStack + FRAME_EXTRA);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FunctionDef that && name.equals(that.name) && arity == that.arity
                && method == that.method && slots == that.slots && maxStack == that.maxStack
                && upvalues == that.upvalues && signature == that.signature && constants.equals(that.constants)
                && Arrays.equals(code, that.code);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, arity, method, slots, maxStack, upvalues, signature, constants,
                Arrays.hashCode(code));
    }
}
