package dev.jetvm.runtime.gc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The word that a mutator polls: a set of {@link Request} bits. Any thread may set and clear bits. Updates are atomic,
 * so concurrent changes of different bits are not lost.
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

    /** @param bits the bits that are initially set */
    public RequestWord(int bits) {
        this.bits = bits;
    }

    /** Returns the bits that are set, by one volatile load. */
    public int get() {
        return bits;
    }

    /** Sets bits atomically. */
    public void set(int more) {
        BITS.getAndBitwiseOr(this, more);
    }

    /** Clears bits atomically. */
    public void clear(int fewer) {
        if ((bits & fewer) == 0) {
            // Usual, and a load is cheaper. A bit that is set from now on is a later request.
            return;
        }
        BITS.getAndBitwiseAnd(this, ~fewer);
    }
}
