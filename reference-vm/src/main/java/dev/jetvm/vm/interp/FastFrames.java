package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.Mutator;
import dev.jetvm.runtime.value.ValueConstants;
import dev.jetvm.vm.interp.FastFunction.Callee;
import org.jspecify.annotations.Nullable;

/**
 * Calls and returns of {@link FastLoop}, where neither panics, changes the segment or has anything else to look after. A
 * frame is what {@link FrameStack} says.
 *
 * <p>Clauses: INTERP-02, INTERP-05, INTERP-06.
 */
final class FastFrames {
    private final Mutator mutator;
    private final Calls calls;

    FastFrames(Worker in) {
        this.mutator = in.mutator;
        this.calls = in.calls;
    }

    /** RETURN, if it is simple. @param top where the result is */
    boolean leave(FrameStack stack, long[] s, int fp, int top) {
        long saved = s[fp - 2];
        if ((saved & FrameStack.LEAVE_FLAGS) != 0 || mutator.mustPoll()) {
            return false;
        }
        long back = s[fp - Code.HEADER];
        int place = (int) (back >>> Integer.SIZE);
        s[place] = (saved & FrameStack.RECEIVER) == 0 ? s[top] : stack.receivers.pop();
        stack.fp = (int) saved;
        stack.sp = place + 1;
        stack.next = (int) back;
        stack.depth--;
        return true;
    }

    /** What CALL calls, if that is simple. */
    @Nullable
    Code callee(long receiver, FastFunction function, int pc) {
        Callee callee = pc < function.callees.length ? function.callees[pc] : null;
        if (callee == null) {
            // The slow way remembers what is called.
            return null;
        }
        return callee.word() == receiver ? callee.target() : calls.target(receiver);
    }

    /** Whether a frame more is possible, and has room in the present segment. */
    static boolean fit(FrameStack stack, Code target, int base, long[] s) {
        return stack.depth < stack.simpleDepth && base + Code.HEADER + target.extent <= s.length;
    }

    /**
     * A frame in the present segment.
     *
     * @param back where the caller goes on
     * @return false if there is no room, or something about the call is wrong
     */
    static boolean enter(FrameStack stack, long[] s, int fp, int base, int first, int arguments, Code target,
            long closure, int back) {
        if (target.arity != arguments || !fit(stack, target, base, s)) {
            return false;
        }
        s[base] = (long) first << Integer.SIZE | back;
        s[base + 1] = fp;
        s[base + 2] = closure;
        int slot = base + Code.HEADER;
        // Mostly there is no argument or one, and no other slot: loops would cost more than they do.
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
        stack.push(target);
        return true;
    }
}
