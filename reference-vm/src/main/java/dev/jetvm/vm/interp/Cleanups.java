package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.LongStack;
import dev.jetvm.runtime.gc.RootVisitor;

/** What frames have to call when they are left, the last first. Clause: ISA-47. */
final class Cleanups {
    private final LongStack closures = new LongStack();
    private final LongStack depths = new LongStack();
    private final Attention attention;

    Cleanups(Attention attention) {
        this.attention = attention;
    }

    /** @param depth of the stack with the frame that it belongs to */
    void push(long closure, int depth) {
        attention.count++;
        closures.push(closure);
        depths.push(depth);
    }

    int size() {
        return closures.size();
    }

    /** Whether the frame of this depth has one. */
    boolean has(int depth) {
        return !depths.isEmpty() && depths.get(depths.size() - 1) == depth;
    }

    long take() {
        attention.count--;
        depths.pop();
        return closures.pop();
    }

    void clear() {
        attention.count -= closures.size();
        closures.cut(0);
        depths.cut(0);
    }

    void visit(RootVisitor visitor) {
        for (int k = 0; k < closures.size(); k++) {
            closures.set(k, visitor.visit(closures.get(k)));
        }
    }
}
