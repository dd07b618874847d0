package dev.jetvm.vm.interp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A global variable of a module: one word, so that nobody sees it half defined. A store publishes the object that it
 * refers to.
 *
 * @spec ISA-08
 * @spec ISA-09
 * @spec ISA-10
 */
public final class GlobalCell {
    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(GlobalCell.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final String name;
    private long word = Values.NO_VALUE;

    GlobalCell(String name) {
        this.name = name;
    }

    /** The value, or {@link Values#NO_VALUE} until it is defined. */
    public long get() {
        return (long) WORD.getAcquire(this);
    }

    public void set(long value) {
        WORD.setRelease(this, value);
    }

    boolean isDefined() {
        return get() != Values.NO_VALUE;
    }
}
