package dev.jetvm.runtime.gc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The word that a mutator polls: a set of the bits of {@link Request}. Any thread sets and clears bits; a bit that one
 * thread sets is not lost to another thread that changes another bit.
 *
 * @spec GC-12
 * @spec GC-28
 */
public final class RequestWord {
    private static final VarHandle BITS;

    static {
        try {
            BITS = MethodHandles.lookup().findVarHandle(RequestWord.class, "bits", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int bits;

    /** @param bits that are set at first */
    public RequestWord(int bits) {
        this.bits = bits;
    }

    /** The bits that are set: one volatile load. */
    public int get() {
        return bits;
    }

    public void set(int more) {
        BITS.getAndBitwiseOr(this, more);
    }

    public void clear(int fewer) {
        BITS.getAndBitwiseAnd(this, ~fewer);
    }
}
