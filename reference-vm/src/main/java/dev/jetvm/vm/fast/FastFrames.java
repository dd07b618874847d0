package dev.jetvm.vm.fast;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.gc.PerMutator;
import dev.jetvm.runtime.value.ValueConstants;
import dev.jetvm.vm.interp.LinkedFunction;
import dev.jetvm.vm.interp.FeedbackVector.Callee;
import dev.jetvm.vm.interp.FrameStack;
import dev.jetvm.vm.interp.Worker;
import org.jspecify.annotations.Nullable;

/**
 * Calls and returns of {@link FastLoop} that do not panic, stay in the present segment and have no effect beyond the
 * frame. {@link FrameStack} defines the layout of a frame.
 *
 * @spec INTERP-02
 * @spec INTERP-05
 * @spec INTERP-06
 */
@PerMutator
final class FastFrames {
    private final Mutator mutator;
    private final Worker worker;

    FastFrames(Worker worker) {
        this.mutator = worker.mutator();
        this.worker = worker;
    }

    /**
     * Leaves a frame, unless that requires the plain engine.
     *
     * @param top index of the result
     * @return whether the frame was left
     */
    boolean leave(FrameStack stack, long[] s, int fp, int top) {
        long saved = s[fp - 2];
        if ((saved & FrameStack.LEAVE_FLAGS) != 0 || mutator.mustPoll()) {
            return false;
        }
        long back = s[fp - LinkedFunction.HEADER];
        int place = (int) (back >>> Integer.SIZE);
        s[place] = (saved & FrameStack.RECEIVER) == 0 ? s[top] : stack.receivers.pop();
        stack.fp = (int) saved;
        stack.sp = place + 1;
        stack.next = (int) back;
        stack.depth--;
        return true;
    }

    /** Returns the function that CALL calls, or null if the plain engine must make the call or record its callee. */
    @Nullable
    LinkedFunction callee(long receiver, FastFunction function, int pc) {
        if (!(function.entries[pc] instanceof Callee callee)) {
            return null;
        }
        return callee.function() == receiver ? callee.target() : worker.codeOf(receiver);
    }

    /**
     * Calls a native if the instruction before which the innermost frame stopped is a call of it that was recorded. Not part of
     * the loop, whose machine code becomes slower by each call in it.
     *
     * @param pc index of the instruction
     * @return whether it was called
     */
    boolean callNative(FrameStack stack, int pc) {
        if (!(stack.code().translation instanceof FastFunction function)
                || FastCode.kind(function.words[pc]) != FastCode.CALL
                || !(function.entries[pc] instanceof Callee callee) || callee.nativeNumber() == Callee.NO_NATIVE) {
            return false;
        }
        int arguments = FastCode.first(function.words[pc]);
        if (callee.function() != stack.operand(arguments + 1)) {
            return false;
        }
        stack.next = function.offsets[pc + 1];
        worker.callNative(callee.nativeNumber(), arguments, function.offsets[pc]);
        return true;
    }

    /** Returns whether a further frame is within the limits and fits the present segment. */
    static boolean fit(FrameStack stack, LinkedFunction target, int base, long[] s) {
        return stack.depth < stack.simpleDepth && base + LinkedFunction.HEADER + target.extent <= s.length;
    }

    /**
     * Pushes a frame in the present segment.
     *
     * @param back return address, an offset in the code of the caller
     * @return false if the frame does not fit or the number of arguments is wrong
     */
    static boolean enter(FrameStack stack, long[] s, int fp, int base, int first, int arguments, LinkedFunction target,
            long closure, int back) {
        if (target.arity != arguments || !fit(stack, target, base, s)) {
            return false;
        }
        s[base] = (long) first << Integer.SIZE | back;
        s[base + 1] = fp;
        s[base + 2] = closure;
        int slot = base + LinkedFunction.HEADER;
        // Most calls have at most one argument and no other slot; for these a loop costs more than a test.
        s[slot] = s[first];
        if (arguments > 0) {
            s[slot + 1] = s[first + 1];
            for (int k = 2; k <= arguments; k++) {
                s[slot + k] = s[first + k];
            }
        }
        if (arguments + 1 < target.slots) {
            s[slot + arguments + 1] = ValueConstants.NIL;
            for (int k = arguments + 2; k < target.slots; k++) {
                s[slot + k] = ValueConstants.NIL;
            }
        }
        s[slot + target.mapSlot()] = FrameStack.NO_MAP;
        stack.fp = slot;
        stack.sp = slot + target.slots;
        stack.next = 0;
        stack.pushFrame(target);
        return true;
    }
}
