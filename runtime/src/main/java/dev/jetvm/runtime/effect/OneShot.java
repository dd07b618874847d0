package dev.jetvm.runtime.effect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who may still use a continuation. It is used once, by whoever takes it: a resume, or what unwinds it. Until the clause of the
 * handler is left it belongs to the clause, which then unwinds it, unless the program has kept it. All tasks that have the
 * continuation may compete for it.
 *
 * <pre>
 *   OWNED --keep--> KEPT
 *     |              |
 *     +----take------+--> TAKEN
 * </pre>
 *
 * @spec EFF-07
 * @spec EFF-14
 * @spec ERR-141
 */
public class OneShot {
    private static final int OWNED = 0;
    private static final int KEPT = 1;
    private static final int TAKEN = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(OneShot.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int state = OWNED;

    /** Takes the continuation. @return false if it was taken already */
    public final boolean take() {
        return takeOwned() || takeKept();
    }

    /** Takes the continuation if it belongs to the clause. @return false if it was taken or kept */
    public final boolean takeOwned() {
        return STATE.compareAndSet(this, OWNED, TAKEN);
    }

    /** Takes the continuation if it was kept. @return false if it was not, or was taken */
    public final boolean takeKept() {
        return STATE.compareAndSet(this, KEPT, TAKEN);
    }

    /** Makes the continuation independent of the clause. @return false if it was taken or kept already */
    public final boolean keep() {
        return STATE.compareAndSet(this, OWNED, KEPT);
    }

    /**
     * Gives the continuation, which could not be used, back to the clause or to the program. By whoever took it.
     *
     * @param kept whether the program keeps it
     */
    public final void giveBack(boolean kept) {
        state = kept ? KEPT : OWNED;
    }

    public final boolean isTaken() {
        return state == TAKEN;
    }
}
