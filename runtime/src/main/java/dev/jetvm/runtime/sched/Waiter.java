package dev.jetvm.runtime.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A wait of a task, decided exactly once.
 *
 * <p>The task registers the waiter where the event will occur and then leaves its worker. Both orders are possible: the
 * event can come before the task has left. One atomic word therefore holds the whole wait:
 *
 * <pre>
 * REGISTERED   the waiter is visible to others, the worker still has the task
 * SUSPENDED    the worker has left the task
 * a decision   final
 * a handover   final: the event occurred, with data for the task
 * </pre>
 *
 * <p>The thread that decides a suspended waiter makes its task ready. If it decides a registered one, the worker finds
 * the decision when it tries to suspend the task, and the task never becomes suspended. No wake-up is lost, and no task
 * is made ready twice.
 *
 * @spec MEM-03
 * @spec SCHED-11
 * @spec SCHED-13
 */
public final class Waiter {

    /** How a wait ended. */
    public enum Decision {
        /** The event occurred. */
        EVENT,
        /** The task was cancelled. */
        CANCELLED,
        /** A scope of the task failed. */
        INTERRUPTED,
        /** No task could run any more. */
        DEADLOCK
    }

    /** Where a waiter is registered. */
    @FunctionalInterface
    public interface Registry {
        /** Removes a waiter that was decided by something else than the event. */
        void remove(Waiter waiter);
    }

    /**
     * What an event hands to the task that waits for it. The word of the waiter refers to it from {@link #commit} on, so the
     * decision and the data become visible in one step. Used for one wait.
     */
    public abstract static class Handover {
        /** Whether the task was suspended when the wait was decided. */
        private boolean found;
    }

    private enum Phase {
        REGISTERED, SUSPENDED
    }

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Waiter.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ScheduledTask task;
    private final WaitReason reason;
    private final Object subject;
    private boolean interruptible;
    /** By its handle. Not volatile: the first value costs no fence, because a waiter is published by a lock or a release. */
    @SuppressWarnings("FieldMayBeFinal")
    private Object state = Phase.REGISTERED;

    /**
     * @param subject what is awaited, for reports; removed from if it is a {@link Registry}
     * @param interruptible whether a cancellation or a failing scope may end the wait
     */
    Waiter(ScheduledTask task, WaitReason reason, Object subject, boolean interruptible) {
        this.task = task;
        this.reason = reason;
        this.subject = subject;
        this.interruptible = interruptible;
    }

    public ScheduledTask task() {
        return task;
    }

    public WaitReason reason() {
        return reason;
    }

    public Object subject() {
        return subject;
    }

    boolean isInterruptible() {
        return interruptible;
    }

    /** Returns the decision, or null while there is none. */
    public @Nullable Decision decision() {
        return decisionIn(STATE.getAcquire(this));
    }

    private static @Nullable Decision decisionIn(Object state) {
        return switch (state) {
            case Decision decision -> decision;
            case Handover _ -> Decision.EVENT;
            default -> null;
        };
    }

    /**
     * Returns whether the wait has ended. In one order with what the caller and those who decide write by atomic operations.
     */
    public boolean isDecided() {
        return !(STATE.getVolatile(this) instanceof Phase);
    }

    /** Returns what the event handed over, or null if the wait did not end by {@link #commit}. */
    public @Nullable Handover handover() {
        return STATE.getAcquire(this) instanceof Handover handover ? handover : null;
    }

    /**
     * Ends the wait, unless it has ended already. Makes the task ready if it is suspended. Any thread.
     *
     * @return whether this call decided
     */
    public boolean decide(Decision decision) {
        while (true) {
            Object found = STATE.getAcquire(this);
            if (!(found instanceof Phase)) {
                return false;
            }
            if (STATE.compareAndSet(this, found, decision)) {
                if (found == Phase.SUSPENDED) {
                    task.wake();
                }
                return true;
            }
        }
    }

    /**
     * Ends the wait by the event and hands over data, unless the wait has ended already. Does not make the task ready: that is for
     * {@link #finish}, so that the thread can do in between what must be done before the task runs. Any thread.
     *
     * @return whether this call decided
     */
    public boolean commit(Handover handover) {
        while (true) {
            Object present = STATE.getAcquire(this);
            if (!(present instanceof Phase)) {
                return false;
            }
            handover.found = present == Phase.SUSPENDED;
            if (STATE.compareAndSet(this, present, handover)) {
                return true;
            }
        }
    }

    /** Makes the task ready if it was suspended when {@link #commit} decided. By the thread that decided, once. */
    public void finish(Handover handover) {
        if (handover.found) {
            task.wake();
        }
    }

    /**
     * Begins another wait of the same task for the same event. Only for a waiter that others reach by the task alone, under its
     * monitor: none decides it from a time before.
     */
    void renew(boolean mayBeInterrupted) {
        interruptible = mayBeInterrupted;
        STATE.setRelease(this, Phase.REGISTERED);
    }

    /** Marks the task as left by its worker. @return false if the wait has ended already */
    boolean suspend() {
        return STATE.compareAndSet(this, Phase.REGISTERED, Phase.SUSPENDED);
    }
}
