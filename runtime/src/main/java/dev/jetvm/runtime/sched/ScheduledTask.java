package dev.jetvm.runtime.sched;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.sched.Waiter.Decision;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as the scheduler sees it: a state, at most one wait, the tasks that wait for its end, and whether it is
 * cancelled. What the task executes is the business of the subclass. The monitor of the task is a leaf lock.
 *
 * @spec SCHED-08
 * @spec SCHED-16
 * @spec TASK-13
 */
public abstract class ScheduledTask implements Waiter.Registry {

    /** What executes the task when it is ready. */
    public interface Resumer {
        /** The wait of the task has ended; the task is ready. Any thread; called with the monitor of the task held. */
        void resume(ScheduledTask task);

        /** If the task runs, it shall leave its worker soon, so that it sees a request. Any thread. */
        void requestPoll(ScheduledTask task);
    }

    /** Several waiters for the end of a task. */
    private static final class Joiners {
        final List<Waiter> waiters = new ArrayList<>();

        Joiners(Waiter first, Waiter second) {
            waiters.add(first);
            waiters.add(second);
        }
    }

    private static final VarHandle STATE;
    private static final VarHandle WAITER;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(ScheduledTask.class, "state", TaskState.class);
            WAITER = MethodHandles.lookup().findVarHandle(ScheduledTask.class, "waiter", Waiter.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long id;
    private final TaskScope home;
    private final Resumer resumer;
    @SuppressWarnings("FieldMayBeFinal") // by its handle
    private volatile TaskState state = TaskState.NEW;
    /**
     * Written by the worker that runs the task: under the monitor when a wait begins, without it when it ends. Others read it
     * under the monitor; a wait that they still see after its end cannot be decided any more.
     */
    private volatile @Nullable Waiter waiter;
    /** The waiter of all parks of the task; parking is frequent, and a new object costs more than the rest of it. */
    @GuardedBy("this")
    private @Nullable Waiter parked;
    /** The {@link Waiter} for the end of the task, or {@link Joiners}, or null. */
    @GuardedBy("this")
    private @Nullable Object joiners;
    @GuardedBy("this")
    private boolean cancelled;
    @GuardedBy("this")
    private int shields;
    @GuardedBy("this")
    private boolean permit;
    /** Set when a cancellation was requested that the task has not seen. Read by the task at its polls. */
    private volatile boolean cancelDue;
    /** Links of the list of the scope; guarded by the scope. */
    @Nullable
    ScheduledTask previous;
    @Nullable
    ScheduledTask next;

    /**
     * @param id number, unique in the machine
     * @param home scope that waits for the task
     */
    protected ScheduledTask(long id, TaskScope home, Resumer resumer) {
        this.id = id;
        this.home = home;
        this.resumer = resumer;
    }

    public final long id() {
        return id;
    }

    public final TaskScope home() {
        return home;
    }

    // --- state ---

    public final TaskState taskState() {
        return state;
    }

    /** Returns what the task waits for, or null. */
    public final synchronized @Nullable Waiter waiting() {
        return state == TaskState.BLOCKED || state == TaskState.PARKED ? waiter : null;
    }

    public final boolean isDead() {
        return state == TaskState.DEAD;
    }

    /** @throws IllegalStateException if the present state does not lead to the next */
    public final void enter(TaskState next) {
        TaskState present = state;
        if (!present.leadsTo(next)) {
            throw refused(present, next);
        }
        if (present != TaskState.READY) {
            // One thread has the task: who made it, the worker that runs it, or who decided its wait. The queue or the wait
            // that it hands the task to orders the rest.
            STATE.setRelease(this, next);
        } else if (!STATE.compareAndSet(this, present, next)) {
            // Of two workers that take a ready task at the same time, one is refused.
            throw refused(state, next);
        }
    }

    private IllegalStateException refused(TaskState present, TaskState next) {
        return new IllegalStateException("task %d is %s and cannot become %s".formatted(id, present, next));
    }

    /** Makes the task ready after its wait. By the thread that decided the wait. */
    final void wake() {
        enter(TaskState.READY);
        resumer.resume(this);
    }

    // --- waits, by the worker that runs the task ---

    /**
     * Begins a wait. The task registers the result where the event will occur, and then suspends itself.
     *
     * @param subject what is awaited
     * @param interruptible whether a cancellation or a failing scope may end the wait
     */
    public final synchronized Waiter beginWait(WaitReason reason, Object subject, boolean interruptible) {
        return begin(new Waiter(this, reason, subject, interruptible));
    }

    @GuardedBy("this")
    private Waiter begin(Waiter wait) {
        WAITER.setRelease(this, wait);
        boolean interruptible = wait.isInterruptible();
        if (interruptible && cancelled && shields == 0) {
            wait.decide(Decision.CANCELLED);
        } else if (interruptible && isInterrupted(wait.subject())) {
            wait.decide(Decision.INTERRUPTED);
        }
        return wait;
    }

    /** Begins a wait of some nanoseconds. */
    public final Waiter beginSleep(Timers timers, long nanos, boolean interruptible) {
        Waiter[] sleeper = new Waiter[1];
        // The action needs the waiter, and the waiter names the timer.
        Timers.Timer timer = timers.prepare(nanos, () -> sleeper[0].decide(Decision.EVENT));
        Waiter wait = beginWait(WaitReason.TIMER, timer, interruptible);
        sleeper[0] = wait;
        timer.start();
        return wait;
    }

    /** Ends a wait that was not needed, or takes the decided one. Returns how it ended, or null if there was none. */
    public final @Nullable Decision endWait() {
        Waiter ended = waiter;
        if (ended == null) {
            return null;
        }
        WAITER.setRelease(this, null);
        // Without the monitor: the registry may be another task, which may be about to remove a waiter from this one.
        Decision decision = ended.decision();
        if (decision != Decision.EVENT && ended.subject() instanceof Waiter.Registry registry) {
            registry.remove(ended);
        }
        return decision;
    }

    /** Returns the present wait, which may have ended, or null. By the worker that runs the task, or while no worker runs. */
    public final @Nullable Waiter present() {
        return waiter;
    }

    /** Returns how the present wait ended, or null if there is none or it has not ended. */
    public final @Nullable Decision decision() {
        Waiter wait = waiter;
        return wait == null ? null : wait.decision();
    }

    /** Suspends the task in its wait. By its worker, as the last thing that it does with the task. */
    public final boolean suspend() {
        Waiter wait = waiter;
        if (wait == null) {
            throw new IllegalStateException("task %d suspends itself without a wait".formatted(id));
        }
        enter(wait.reason().state());
        if (wait.suspend()) {
            return true;
        }
        enter(TaskState.READY);
        return false;
    }

    // --- parking ---

    /** Begins a wait for {@link #unpark}, or consumes the permit and returns null. */
    public final synchronized @Nullable Waiter beginPark(boolean interruptible) {
        if (permit) {
            permit = false;
            return null;
        }
        Waiter wait = parked;
        if (wait == null) {
            wait = new Waiter(this, WaitReason.PARK, this, interruptible);
            parked = wait;
        } else {
            wait.renew(interruptible);
        }
        return begin(wait);
    }

    /** Ends the park of the task, or leaves a permit that ends the next one at once. Permits do not add up. */
    public final void unpark() {
        synchronized (this) {
            Waiter wait = waiter;
            if (wait == null || wait.reason() != WaitReason.PARK || !wait.decide(Decision.EVENT)) {
                permit = state != TaskState.DEAD;
            }
        }
    }

    // --- cancellation ---

    /** Requests cancellation. A task that is cancelled already or dead is not affected. */
    public final synchronized void cancel() {
        if (cancelled || state == TaskState.DEAD) {
            return;
        }
        cancelled = true;
        deliverCancellation();
    }

    @GuardedBy("this")
    private void deliverCancellation() {
        if (shields > 0) {
            return;
        }
        cancelDue = true;
        Waiter wait = waiter;
        if (wait != null && wait.isInterruptible()) {
            wait.decide(Decision.CANCELLED);
        }
        resumer.requestPoll(this);
    }

    /** Returns whether the task must be cancelled now; the cancellation then counts as delivered. */
    public final boolean takeCancellation() {
        if (!cancelDue) {
            return false;
        }
        synchronized (this) {
            if (!cancelDue || shields > 0) {
                return false;
            }
            cancelDue = false;
            shields++;
            return true;
        }
    }

    /** Returns whether a cancellation is due. */
    public final boolean isCancelDue() {
        return cancelDue;
    }

    /** Defers cancellation until {@link #unshield}. Shields nest. */
    public final synchronized void shield() {
        shields++;
        cancelDue = false;
    }

    public final synchronized void unshield() {
        shields--;
        if (cancelled && shields == 0) {
            deliverCancellation();
        }
    }

    /**
     * Ends the present wait because a scope of this task broke, unless the task waits for the end of that scope or the
     * panic was delivered before. A later wait looks by itself ({@link #isInterrupted}).
     */
    final synchronized void interrupt(TaskScope scope) {
        Waiter wait = waiter;
        if (wait != null && wait.isInterruptible() && wait.subject() != scope && scope.interrupts()) {
            wait.decide(Decision.INTERRUPTED);
        }
    }

    /**
     * Returns whether a scope that this task has opened interrupts its waits. By the worker that runs the task.
     *
     * @param awaited what the task waits for; a scope does not interrupt the wait for its own end
     */
    public abstract boolean isInterrupted(Object awaited);

    // --- end ---

    /** Registers a waiter for the end of this task. @return false if the task is dead */
    public final synchronized boolean addJoiner(Waiter joiner) {
        if (state == TaskState.DEAD) {
            return false;
        }
        switch (joiners) {
            case null -> joiners = joiner;
            case Joiners several -> several.waiters.add(joiner);
            case Object one -> joiners = new Joiners((Waiter) one, joiner);
        }
        return true;
    }

    @Override
    public final synchronized void remove(Waiter joiner) {
        if (joiners instanceof Joiners several) {
            several.waiters.remove(joiner);
        } else if (joiners == joiner) {
            joiners = null;
        }
    }

    /** Ends the task: those who wait for it become ready. */
    final void die() {
        Object waiting;
        synchronized (this) {
            enter(TaskState.DEAD);
            waiting = joiners;
            joiners = null;
        }
        if (waiting instanceof Joiners several) {
            several.waiters.forEach(joiner -> joiner.decide(Decision.EVENT));
        } else if (waiting instanceof Waiter joiner) {
            joiner.decide(Decision.EVENT);
        }
    }

    /** Returns whether the task ended by a panic other than a cancellation. Meaningful when it has ended. */
    public abstract boolean hasFailed();
}
