package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.gc.StackMaps;
import dev.jetvm.runtime.panic.PanicException;
import java.util.Arrays;

/**
 * The shape of consecutive frames of a stack, and where their values are: all that a continuation needs besides the values
 * themselves, which are in the heap, and the obligations. Index 0 is the outermost frame. Of a frame only those words are values
 * that the stack map of its return address names; the others become nil.
 *
 * @spec EFF-05
 * @spec EFF-18
 */
final class FrameRun {
    final LinkedFunction[] codes;
    /** Offset of the next instruction. */
    private final int[] nexts;
    /** End of the operands, from slot 0. */
    private final int[] tops;
    private final long[] flags;
    /** Indices of the values, from slot 0; the closure, at -1, comes first. */
    private final int[][] places;
    /** Number of values. */
    final int values;
    /** Number of frames that run cleanups of an unwinding, whose panics belong to the frames. */
    final int unwinding;
    /** Number of frames, other than the outermost, that run an {@code init}. */
    final int receivers;
    /** How many frames have obligations of each kind. */
    final FrameObligations.Frames obliged;

    /** @param frames number of frames @param consumed operands that the present instruction of the innermost frame consumes */
    FrameRun(FrameStack stack, int frames, int consumed) {
        codes = new LinkedFunction[frames];
        nexts = new int[frames];
        tops = new int[frames];
        flags = new long[frames];
        places = new int[frames][];
        int at = stack.fp;
        int in = stack.segment();
        int next = stack.next;
        int top = stack.sp - consumed;
        boolean suspended = false;
        int count = 0;
        for (int k = frames - 1; k >= 0; k--) {
            LinkedFunction code = stack.code(stack.depth() - frames + k);
            long[] s = stack.segment(in);
            long saved = s[at - 2];
            long back = s[at - LinkedFunction.HEADER];
            codes[k] = code;
            nexts[k] = next;
            tops[k] = top - at;
            flags[k] = FrameStack.ownFlags(saved);
            places[k] = suspended ? all(tops[k]) : mapped(code, next);
            count += places[k].length;
            next = (int) back;
            top = (int) (back >>> Integer.SIZE);
            suspended = (saved & FrameStack.CALLER_SUSPENDED) != 0;
            at = (int) saved;
            in -= (saved & FrameStack.NEW_SEGMENT) != 0 ? 1 : 0;
        }
        values = count;
        flags[0] &= ~FrameStack.CALL_FLAGS;
        unwinding = inner(FrameStack.UNWINDING);
        receivers = inner(FrameStack.RECEIVER);
        obliged = new FrameObligations.Frames(with(FrameObligations.CAPTURES), with(FrameObligations.CLEANUPS),
                with(FrameObligations.HANDLES), with(FrameObligations.RECOVERS));
    }

    private static int[] all(int top) {
        int[] places = new int[top + 1];
        for (int k = 0; k <= top; k++) {
            places[k] = k - 1;
        }
        return places;
    }

    private static int[] mapped(LinkedFunction code, int next) {
        StackMaps maps = code.module.maps;
        int found = maps.indexOf(code.start + next, FrameStack.NO_MAP);
        if (found < 0) {
            throw new IllegalStateException("no stack map at %d of %s".formatted(next, code.shownName()));
        }
        int[] places = new int[maps.slots(found) + 1];
        int count = 0;
        places[count++] = -1;
        for (int k = 0; k < maps.slots(found); k++) {
            int place = maps.offset(found, k) / Long.BYTES - 2;
            if (place >= 0) {
                places[count++] = place;
            }
        }
        return Arrays.copyOf(places, count);
    }

    int frames() {
        return codes.length;
    }

    /** Returns whether the outermost frame is that of a continuation that was being unwound when the frames were lifted. */
    boolean isAbandoned() {
        return (flags[0] & FrameStack.ABANDONED) != 0;
    }

    /** Returns how many frames are the outermost ones of continuations that were being unwound. */
    int abandoned() {
        return with(FrameStack.ABANDONED);
    }

    /** Returns how many frames, other than the outermost, have a flag. */
    private int inner(long flag) {
        int count = 0;
        for (int k = 1; k < flags.length; k++) {
            count += (flags[k] & flag) != 0 ? 1 : 0;
        }
        return count;
    }

    private int with(long flag) {
        return inner(flag) + ((flags[0] & flag) != 0 ? 1 : 0);
    }

    /** Replaces the values of the frames, which are the innermost of the stack, the innermost frame first. */
    void visitValues(FrameStack stack, RootVisitor visitor) {
        int at = stack.fp;
        int in = stack.segment();
        for (int k = frames() - 1; k >= 0; k--) {
            long[] s = stack.segment(in);
            for (int place : places[k]) {
                s[at + place] = visitor.visit(s[at + place]);
            }
            long saved = s[at - 2];
            at = (int) saved;
            in -= (saved & FrameStack.NEW_SEGMENT) != 0 ? 1 : 0;
        }
    }

    /**
     * Pushes the frames, without their values.
     *
     * @param outermost flags that the frame below determines
     * @throws PanicException {@code stack-overflow}; the stack is then unchanged
     */
    void push(FrameStack stack, long outermost) {
        int depth = stack.depth();
        try {
            for (int k = 0; k < frames(); k++) {
                stack.restore(codes[k], tops[k], nexts[k], k == 0 ? flags[0] | outermost : flags[k]);
            }
        } catch (PanicException e) {
            while (stack.depth() > depth) {
                stack.leave();
            }
            throw e;
        }
    }
}
