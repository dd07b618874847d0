package dev.jetvm.vm.interp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A global variable of a module, stored in one word, so that its definition is atomic. A store publishes the object
 * that it refers to. A load is opaque, as that of a field: the accesses to the object depend on the loaded word.
 *
 * <p>A worker may find a cell by a data race, without synchronization with the worker that defined the variable. It
 * then sees either the value or {@link #UNDEFINED}, never the default of a Java field.
 *
 * @spec MEM-01
 * @spec MEM-02
 * @spec MEM-04
 * @spec MEM-05
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

    /** The word of a variable that is not defined. */
    public static final long UNDEFINED = Values.NO_VALUE;

    final String name;
    /** The value, exclusive-or {@link #UNDEFINED}; 0, which a new field holds, is therefore undefined. */
    private long word;

    GlobalCell(String name) {
        this.name = name;
    }

    /** Returns the value, or {@link #UNDEFINED}. */
    public long get() {
        return (long) WORD.getOpaque(this) ^ UNDEFINED;
    }

    public void set(long value) {
        WORD.setRelease(this, value ^ UNDEFINED);
    }

    boolean isDefined() {
        return get() != UNDEFINED;
    }
}
