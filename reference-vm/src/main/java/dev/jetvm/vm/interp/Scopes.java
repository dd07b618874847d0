package dev.jetvm.vm.interp;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
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
     * @return whether it is closed and is not broken; otherwise the task waits, or a panic was raised
     */
    private boolean close() {
        TaskScope scope = innermost();
        if (awaits(scope, in.mayBeInterrupted())) {
            in.suspend();
            return false;
        }
        drop();
        boolean broken = scope.isBroken();
        if (broken) {
            raise(scope);
        }
        forgetFailure(scope);
        return !broken;
    }

    private TaskScope innermost() {
        return Objects.requireNonNull(in.task.innermost()).scope;
    }

    /** Begins to wait for the tasks of a scope. @return false if it has none */
    private boolean awaits(TaskScope scope, boolean interruptible) {
        in.task.endWait();
        if (scope.await(in.task.beginWait(WaitReason.JOIN, scope, interruptible))) {
            return true;
        }
        in.task.endWait();
        return false;
    }

    /** Removes the innermost scope, whose tasks have ended. */
    private void drop() {
        in.returns.dropCleanup();
        in.task.closeScope();
    }

    /** Raises the panic of a broken scope: that of its failed task, or {@code deadline}. */
    private void raise(TaskScope scope) {
        if (scope.failure() instanceof Task failed) {
            in.unwinder.raiseAgain(Objects.requireNonNull(failed.panic()), in.taskObjects.result(failed.handle));
        } else {
            in.unwinder.raise(PanicCode.DEADLINE, "the deadline of a scope has passed", in.values.nil);
        }
    }

    private static void forgetFailure(TaskScope scope) {
        if (scope.failure() instanceof Task failed) {
            failed.close();
        }
    }

    /**
     * Leaves the innermost scope because of a panic or a cancellation: its tasks are cancelled, and the task waits for
     * them.
     *
     * @return whether the scope is closed
     */
    boolean abandon() {
        TaskScope scope = innermost();
        scope.cancel();
        in.task.leavesScope = awaits(scope, false);
        if (in.task.leavesScope) {
            in.task.setStatus(Task.Status.WAITING);
            return false;
        }
        drop();
        forgetFailure(scope);
        return true;
    }

    /** Raises the panic of the scope that interrupts the task. */
    void interrupt() {
        TaskScope scope = Objects.requireNonNull(in.task.interrupting(null));
        scope.deliver();
        raise(scope);
    }

    /** Begins to wait for the tasks of a scope at the end of the run. By the root task. @return whether it waits */
    boolean awaits(TaskScope scope) {
        if (awaits(scope, true)) {
            in.suspend();
            return true;
        }
        return false;
    }
}
