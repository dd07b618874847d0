package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Request;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;

/**
 * Leaves frames: calls their cleanups, removes their obligations and resumes the caller. The stack must hold the state
 * of the frame.
 *
 * @spec ISA-24
 * @spec ISA-47
 * @spec INTERP-08
 * @spec CLS-03
 * @spec INTERP-09
 */
final class Returns {
    private final Worker in;

    Returns(Worker in) {
        this.in = in;
    }

    /** Executes RETURN, whose result is the last operand. */
    void leave() {
        if (!runCleanup()) {
            finish(in.stack.words[in.stack.sp - 1]);
        }
    }

    /** Leaves the innermost frame with a result. Its cleanups must have run already. */
    void finish(long value) {
        FrameStack stack = in.stack;
        long result = value;
        while (true) {
            long flags = leaveFrame();
            if ((flags & FrameStack.DISCARD) != 0 && in.task.isCancelDue()) {
                // It was deferred during the cleanup.
                in.mutator.request(Request.PREEMPT);
            }
            result = (flags & FrameStack.RECEIVER) != 0 ? stack.receivers.pop() : result;
            if (stack.isEmpty()) {
                in.task.ended(result);
                return;
            }
            if ((flags & FrameStack.RETURN_FLAGS) == 0) {
                stack.words[stack.sp++] = result;
                return;
            }
            if ((flags & FrameStack.UNWINDING) != 0) {
                in.unwinder.proceed();
                return;
            }
            stack.next -= FrameStack.repeated(flags);
            if ((flags & FrameStack.DISCARD) == 0) {
                stack.words[stack.sp++] = result;
            }
            if ((flags & FrameStack.RETURN_TOO) == 0) {
                return;
            }
        }
    }

    /** Removes the innermost frame and its obligations. @return the flags of the frame */
    long leaveFrame() {
        long flags = in.stack.leave();
        if ((flags & FrameObligations.ANY) != 0) {
            in.stack.obligations.leave(flags);
        }
        return flags;
    }

    /**
     * Calls the last cleanup of the innermost frame or leaves its last scope, if any; the current instruction is then
     * executed again.
     *
     * @return whether there was one
     */
    boolean runCleanup() {
        if (!hasCleanup()) {
            return false;
        }
        if (in.scopes.isInnermost()) {
            in.scopes.leaveAtReturn();
            return true;
        }
        if (in.effects.isInnermost()) {
            if (!in.effects.release(FrameStack.DISCARD | in.stack.repeating())) {
                return runCleanup();
            }
            in.unwinder.proceed();
            return true;
        }
        startCleanup(FrameStack.DISCARD | in.stack.repeating());
        return true;
    }

    boolean hasCleanup() {
        return (in.stack.flags() & FrameObligations.CLEANUPS) != 0;
    }

    /**
     * Adds a cleanup to the innermost frame.
     *
     * @throws PanicException {@code stack-overflow} if the frame has too many
     */
    void pushCleanup(long function) {
        FrameStack stack = in.stack;
        if (stack.obligations.cleanups(stack.flags()) == FrameObligations.CLEANUPS_MAX) {
            throw new PanicException(PanicCode.STACK_OVERFLOW, "a frame has too many cleanups");
        }
        stack.setFlags(stack.obligations.pushCleanup(stack.flags(), function));
    }

    void dropCleanup() {
        in.stack.setFlags(in.stack.obligations.dropCleanup(in.stack.flags()));
    }

    /** Returns whether the last cleanup of the innermost frame is a function: not a scope, and not a continuation. */
    boolean hasFunction() {
        return hasCleanup() && !in.scopes.isInnermost() && !in.effects.isInnermost();
    }

    /** Removes the last cleanup of the innermost frame and calls it in a frame of its own. */
    void startCleanup(long flags) {
        FrameStack stack = in.stack;
        long cleanup = stack.obligations.lastCleanup();
        dropCleanup();
        LinkedFunction code = in.vm.function(in.calls.number(cleanup));
        Calls.checkArity(code, 0);
        stack.enter(code, cleanup, new long[]{cleanup}, 0, 0, stack.sp, flags);
        in.task.countCall();
    }
}
