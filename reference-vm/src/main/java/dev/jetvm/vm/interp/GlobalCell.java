package dev.jetvm.vm.interp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A global variable of a module, stored in one word, so that its definition is atomic. A store publishes the object
 * that it refers to.
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

    /** Returns the value, or {@link Values#NO_VALUE} while the global is undefined. */
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
