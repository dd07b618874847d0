package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.sched.ScheduledTask;
import dev.jetvm.runtime.sched.TaskScope;
import dev.jetvm.runtime.sched.WaitReason;
import java.util.Objects;

/**
 * The scopes that tasks open. An open scope is an entry among the cleanups of its frame, with the word nil instead of a
 * function: whatever leaves the frame, leaves the scope in the right order, after the cleanups that were added later.
 *
 * @spec SCHED-15
 * @spec SCHED-15a
 * @spec ISA-54
 */
final class Scopes {
    private final Worker in;

    Scopes(Worker in) {
        this.in = in;
    }

    /** Executes ENTER_SCOPE. */
    void enter() {
        in.returns.pushCleanup(in.values.nil);
        in.task.openScope();
    }

    /** Returns whether the last cleanup of the innermost frame is a scope. */
    boolean isInnermost() {
        return in.returns.hasCleanup() && in.stack.obligations.lastCleanup() == in.values.nil;
    }

    /** Executes LEAVE_SCOPE. */
    void leave() {
        if (!isInnermost()) {
            throw new PanicException(PanicCode.BOUNDS, "no scope of this frame is open inside of all cleanups");
        }
        close();
    }

    /** Closes the innermost scope at a RETURN, which is then executed again. */
    void leaveAtReturn() {
        int at = in.stack.pc;
        if (close()) {
            in.stack.next = at;
        }
    }

    /**
     * Waits until the tasks of the innermost scope have ended, and closes the scope.
     *
     * @return whether it is closed and has not failed; otherwise the task waits, or a panic was raised
     */
    private boolean close() {
        in.task.endWait();
        Task.OpenScope open = Objects.requireNonNull(in.task.innermost());
        if (open.scope.await(in.task.beginWait(WaitReason.JOIN, open.scope, in.mayBeInterrupted()))) {
            in.suspend();
            return false;
        }
        in.task.endWait();
        in.returns.dropCleanup();
        return closed(open);
    }

    private boolean closed(Task.OpenScope open) {
        in.task.closeScope();
        ScheduledTask failure = open.scope.failure();
        if (failure == null) {
            if (open.scope.hasExpired()) {
                in.unwinder.raise(PanicCode.DEADLINE, "the deadline of the scope has passed", in.values.nil);
                return false;
            }
            return true;
        }
        raise((Task) failure);
        return false;
    }

    /** Raises the panic of a task that failed. */
    private void raise(Task failed) {
        Panic panic = Objects.requireNonNull(failed.panic());
        long value = failed.handle == in.values.nil ? in.values.nil : in.taskObjects.result(failed.handle);
        failed.close();
        in.unwinder.raiseAgain(panic, value);
    }

    /**
     * Leaves the innermost scope because of a panic or a cancellation: its tasks are cancelled, and the task waits for
     * them.
     *
     * @return whether the scope is closed
     */
    boolean abandon() {
        in.task.endWait();
        Task.OpenScope open = Objects.requireNonNull(in.task.innermost());
        open.scope.cancel();
        if (open.scope.await(in.task.beginWait(WaitReason.JOIN, open.scope, false))) {
            in.task.leavesScope = true;
            in.task.setStatus(Task.Status.WAITING);
            return false;
        }
        in.task.endWait();
        in.task.leavesScope = false;
        in.returns.dropCleanup();
        in.task.closeScope();
        if (open.scope.failure() instanceof Task failed) {
            failed.close();
        }
        return true;
    }

    /** Raises the panic of the scope that failed while the task waited for something else. */
    void interrupt() {
        in.task.clearInterrupt();
        Task.OpenScope open = in.task.failedScope();
        if (open != null) {
            Task failed = (Task) Objects.requireNonNull(open.scope.failure());
            Panic panic = Objects.requireNonNull(failed.panic());
            in.unwinder.raiseAgain(panic, in.taskObjects.result(failed.handle));
        } else {
            in.unwinder.raise(PanicCode.DEADLINE, "the deadline of a scope has passed", in.values.nil);
        }
    }

    /**
     * Ends the root task: waits until all tasks of the machine have ended.
     *
     * @return whether they have; otherwise the task waits
     */
    boolean endRoot() {
        TaskScope root = in.task.home();
        in.task.endWait();
        if (root.await(in.task.beginWait(WaitReason.JOIN, root, true))) {
            in.suspend();
            return false;
        }
        in.task.endWait();
        if (root.failure() instanceof Task failed) {
            in.task.failed(Objects.requireNonNull(failed.panic()));
        }
        return true;
    }
}
