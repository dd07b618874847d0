package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;

/**
 * How a frame is left: its cleanups run, its variables get places of their own where closures still want them, its caller
 * goes on. Before each of these methods the state of the frame is in the stack.
 *
 * <p>Clauses: ISA-24, ISA-47, INTERP-08, CLS-03.
 */
final class Returns {
    private final Interpreter in;
    private final FrameStack stack;
    private final Mutator mutator;

    Returns(Interpreter in) {
        this.in = in;
        this.stack = in.stack;
        this.mutator = in.mutator;
    }

    /** RETURN: the result is the last operand. */
    void leave() {
        if (!runCleanup(FrameStack.AGAIN_1)) {
            finish(stack.words[stack.sp - 1]);
        }
    }

    /** Leaves the innermost frame with a result, once its cleanups have run. */
    void finish(long value) {
        long result = value;
        while (true) {
            in.recovers.leave(stack.depth());
            if (stack.upvalues.anyFrom(stack.position())) {
                int kept = mutator.keep(result);
                closeUpvalues();
                result = mutator.kept(kept);
                mutator.release(kept);
            }
            long flags = stack.leave();
            result = (flags & FrameStack.RECEIVER) != 0 ? stack.receivers.pop() : result;
            if (stack.isEmpty()) {
                in.ended(result);
                return;
            }
            if (flags < NEW_SEGMENT_ONLY) {
                stack.words[stack.sp++] = result;
                return;
            }
            if ((flags & FrameStack.UNWINDING) != 0) {
                in.unwinder.proceed();
                return;
            }
            stack.next -= (flags & FrameStack.AGAIN_1) != 0 ? 1 : (flags & FrameStack.AGAIN_2) != 0 ? 2 : 0;
            if ((flags & FrameStack.DISCARD) == 0) {
                stack.words[stack.sp++] = result;
            }
            if ((flags & FrameStack.RETURN_TOO) == 0) {
                return;
            }
        }
    }

    /** Flags below this have nothing to say about the return. */
    private static final long NEW_SEGMENT_ONLY = FrameStack.DISCARD;

    /**
     * Runs the last cleanup of the innermost frame, if it has one; the instruction is run again behind it.
     *
     * @param again which flag says how long the instruction is
     */
    boolean runCleanup(long again) {
        if (!stack.cleanups.has(stack.depth())) {
            return false;
        }
        startCleanup(FrameStack.DISCARD | again);
        return true;
    }

    /** Takes the last cleanup and calls it in a frame of its own. */
    void startCleanup(long flags) {
        long cleanup = stack.cleanups.take();
        Code code = in.vm.function(in.calls.number(cleanup));
        Calls.checkArity(code, 0);
        in.countCall();
        stack.enter(code, cleanup, new long[]{cleanup}, 0, 0, stack.sp, flags);
    }

    void closeUpvalues() {
        if (stack.upvalues.anyFrom(stack.position())) {
            stack.upvalues.close(stack.position(), stack);
        }
    }
}
