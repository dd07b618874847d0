package dev.jetvm.runtime.sched;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.sched.Waiter.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of tasks that end before the scope ends. The first task of a scope that fails cancels the others, and the scope
 * ends with its panic. In the root scope of a machine a failure concerns only the tasks that join the failed one. The
 * monitor is a leaf lock.
 *
 * @spec SCHED-15
 * @spec SCHED-15b
 * @spec SCHED-25
 * @spec ERR-102
 */
public final class TaskScope implements Waiter.Registry {
    /** Changes when a continuation with the open scope is resumed by another task. */
    private volatile @Nullable ScheduledTask owner;
    @GuardedBy("this")
    private @Nullable ScheduledTask first;
    @GuardedBy("this")
    private int count;
    @GuardedBy("this")
    private boolean cancelled;
    /** Set when the deadline of the scope has passed. */
    private volatile boolean expired;
    /** Written under the monitor. */
    private volatile @Nullable ScheduledTask failed;
    /** Set when a wait of the owner ended with the panic of the scope. */
    private volatile boolean delivered;
    /** Whether the frame that opened the scope is on no stack. */
    private volatile boolean lifted;
    @GuardedBy("this")
    private @Nullable Waiter waiting;
    /** Failed tasks of the root scope that no task has joined. */
    @GuardedBy("this")
    private final List<ScheduledTask> unjoined = new ArrayList<>(0);

    /** @param owner the task that opened the scope; null for the root scope */
    public TaskScope(@Nullable ScheduledTask owner) {
        this.owner = owner;
    }

    /** Takes the scope away from its owner, whose waits it no longer interrupts. By the owner. */
    public void lift() {
        lifted = true;
    }

    /** Makes a task the owner of a scope that was lifted. By the task. */
    public void adopt(ScheduledTask task) {
        owner = task;
        lifted = false;
    }

    /** Returns the task that opened the scope or resumed what had opened it, or null for the root scope. */
    public @Nullable ScheduledTask owner() {
        return owner;
    }

    public boolean isRoot() {
        return owner == null;
    }

    /** Adds a new task. In a cancelled scope the task is cancelled before its first instruction. */
    public void add(ScheduledTask task) {
        boolean cancels;
        synchronized (this) {
            task.next = first;
            if (first != null) {
                first.previous = task;
            }
            first = task;
            count++;
            cancels = cancelled;
        }
        if (cancels) {
            task.cancel();
        }
    }

    /** Records how a task ended, before any other task can see that it is dead. */
    void ends(ScheduledTask task) {
        if (!task.hasFailed()) {
            return;
        }
        List<ScheduledTask> others;
        synchronized (this) {
            if (!record(task)) {
                return;
            }
            others = beginCancel();
        }
        interrupt(others);
    }

    /** Ends waits of the owner, then cancels tasks: the end of a cancelled one must not end a wait of the owner first. */
    private void interrupt(List<ScheduledTask> cancelled) {
        ScheduledTask interrupted = owner;
        if (interrupted != null) {
            interrupted.interrupt(this);
        }
        cancelled.forEach(ScheduledTask::cancel);
    }

    /** Marks the scope as cancelled. @return the tasks to be cancelled */
    @GuardedBy("this")
    private List<ScheduledTask> beginCancel() {
        if (cancelled) {
            return List.of();
        }
        cancelled = true;
        return members();
    }

    /** Returns whether the scope may still need a task that is dead: it failed, and its panic is to be raised. */
    boolean keeps(ScheduledTask task) {
        if (!task.hasFailed()) {
            return false;
        }
        synchronized (this) {
            return failed == task || unjoined.contains(task);
        }
    }

    /** Removes a task that is dead. */
    void ended(ScheduledTask task) {
        Waiter done = null;
        synchronized (this) {
            unlink(task);
            if (count == 0) {
                done = waiting;
                waiting = null;
            }
        }
        if (done != null) {
            done.decide(Decision.EVENT);
        }
    }

    @GuardedBy("this")
    private void unlink(ScheduledTask task) {
        if (task.previous == null) {
            first = task.next;
        } else {
            task.previous.next = task.next;
        }
        if (task.next != null) {
            task.next.previous = task.previous;
        }
        task.previous = null;
        task.next = null;
        count--;
    }

    /** @return whether this is the first failure */
    @GuardedBy("this")
    private boolean record(ScheduledTask task) {
        if (owner == null) {
            unjoined.add(task);
            return false;
        }
        if (failed != null) {
            return false;
        }
        failed = task;
        return true;
    }

    /** Cancels every task of the scope, and those that are added later. */
    public void cancel() {
        List<ScheduledTask> members;
        synchronized (this) {
            members = beginCancel();
        }
        members.forEach(ScheduledTask::cancel);
    }

    /** Ends the wait for the tasks of the scope although some have not ended. */
    public void release() {
        Waiter done;
        synchronized (this) {
            done = waiting;
            waiting = null;
        }
        if (done != null) {
            done.decide(Decision.EVENT);
        }
    }

    /** Ends the scope because its deadline has passed: its tasks are cancelled, and its owner stops waiting. */
    public void expire() {
        List<ScheduledTask> members;
        synchronized (this) {
            expired = true;
            members = beginCancel();
        }
        interrupt(members);
    }

    /** Returns whether a task of the scope failed or the deadline of the scope has passed. */
    public boolean isBroken() {
        return failed != null || expired;
    }

    /** Returns whether the next wait of the owner ends with the panic of the scope. */
    public boolean interrupts() {
        return isBroken() && !delivered && !lifted;
    }

    /** Records that a wait of the owner ended with the panic of the scope; no further one does. By the owner. */
    public void deliver() {
        delivered = true;
    }

    /** Returns the tasks of the scope, the oldest first. */
    public synchronized List<ScheduledTask> members() {
        List<ScheduledTask> members = new ArrayList<>(count);
        for (ScheduledTask task = first; task != null; task = task.next) {
            members.add(task);
        }
        return members.reversed();
    }

    /** Registers a waiter for the end of all tasks. @return false if the scope has none */
    public synchronized boolean await(Waiter waiter) {
        if (count == 0) {
            return false;
        }
        waiting = waiter;
        return true;
    }

    @Override
    public synchronized void remove(Waiter waiter) {
        if (waiting == waiter) {
            waiting = null;
        }
    }

    /** Returns the task whose panic ends the scope, or null. */
    public synchronized @Nullable ScheduledTask failure() {
        return failed != null || unjoined.isEmpty() ? failed : unjoined.getFirst();
    }

    /** Records that a task received the panic of a task that failed. */
    public synchronized void joined(ScheduledTask task) {
        unjoined.remove(task);
    }
}
