package dev.jetvm.vm.interp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where panics go: the protected parts that were entered and not left, the innermost last. Clause: ISA-46. */
final class Recovers {
    private final List<Recover> entered = new ArrayList<>();
    private final Attention attention;

    Recovers(Attention attention) {
        this.attention = attention;
    }

    /**
     * @param depth of the stack with the frame of the handler
     * @param sp operands that the handler finds
     * @param target where the handler begins
     * @param cleanups that were registered before
     */
    record Recover(int depth, int sp, int target, int cleanups) {}

    void push(Recover recover) {
        attention.count++;
        entered.add(recover);
    }

    void pop() {
        attention.count--;
        entered.removeLast();
    }

    @Nullable
    Recover innermost() {
        return entered.isEmpty() ? null : entered.getLast();
    }

    /** The frame of this depth is left, and with it its protected parts (ERR-157). */
    void leave(int depth) {
        while (!entered.isEmpty() && entered.getLast().depth == depth) {
            pop();
        }
    }

    void clear() {
        attention.count -= entered.size();
        entered.clear();
    }
}
