package dev.jetvm.vm.verify;

import dev.jetvm.runtime.gc.LongStack;
import java.util.HashMap;
import java.util.Map;

/**
 * Stacks of active recovers, each a number: the heights of the operand stack at their PUSH_RECOVER. Equal stacks have
 * equal numbers, so that a join compares them in one step, however deep they are.
 *
 * @spec VERIFY-12
 */
final class Recovers {
    /** No recover is active. */
    static final int NONE = 0;

    /** The height of the innermost, and in the high half the number of the rest. */
    private final LongStack stacks = new LongStack();
    private final Map<Long, Integer> numbers = new HashMap<>();

    Recovers() {
        stacks.push(0);
    }

    int push(int outer, int height) {
        long stack = (long) outer << Integer.SIZE | height;
        Integer known = numbers.putIfAbsent(stack, stacks.size());
        if (known != null) {
            return known;
        }
        stacks.push(stack);
        return stacks.size() - 1;
    }

    /** All but the innermost of a stack that is not empty. */
    int pop(int recovers) {
        return (int) (stacks.get(recovers) >>> Integer.SIZE);
    }

    /** The height below which nothing may be taken: that of the innermost recover, or 0. */
    int floor(int recovers) {
        return (int) stacks.get(recovers);
    }
}
