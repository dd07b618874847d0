package dev.jetvm.vm.verify;

import dev.jetvm.runtime.gc.LongStack;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the stacks of active recovers. A stack is the list of operand stack heights at its PUSH_RECOVER instructions.
 * Equal stacks have equal numbers, so a join compares them in one step regardless of depth.
 *
 * @spec VERIFY-12
 */
final class RecoverStacks {
    /** No recover is active. */
    static final int NONE = 0;

    /** For each stack the height of its innermost recover, and in the high half the number of the outer stack. */
    private final LongStack stacks = new LongStack();
    private final Map<Long, Integer> numbers = new HashMap<>();

    RecoverStacks() {
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

    /** Returns the stack without its innermost recover. The stack must not be empty. */
    int pop(int recovers) {
        return (int) (stacks.get(recovers) >>> Integer.SIZE);
    }

    /** Returns the height below which no operand may be popped: that of the innermost recover, or 0. */
    int floor(int recovers) {
        return (int) stacks.get(recovers);
    }
}
