package dev.jetvm.vm.module;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A function as the file has it.
 *
 * @param name empty if it has none
 * @param arity parameters, the receiver not counted
 * @param method whether slot 0 is a receiver
 * @param slots all slots, slot 0 and the parameters among them: 1 to 256
 * @param maxStack words of the operand stack at most
 * @param upvalues captured variables, 0 to 256
 * @param signature index of a type, or {@link TypeDef#NONE}
 * @param code shared, not to be changed
 */
public record FunctionDef(String name, int arity, boolean method, int slots, int maxStack, int upvalues, int signature,
        List<Constant> constants, byte[] code) {
    public static final int SLOTS_MAX = 256;
    public static final int UPVALUES_MAX = 256;
    /** Words of a frame that are neither slots nor operands: the closure, and the index of the stack map. */
    public static final int FRAME_EXTRA = 2;
    private static final int WORD = 8;

    /**
     * Bytes of a frame.
     *
     * @spec ERR-024
     */
    public long frameSize() {
        return frameSize(slots, maxStack);
    }

    /**
     * Bytes of a frame of so many slots and operands.
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
