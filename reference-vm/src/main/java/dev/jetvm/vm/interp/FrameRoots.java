package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.LongStack;
import dev.jetvm.runtime.gc.RootVisitor;
import dev.jetvm.runtime.gc.StackMaps;

/**
 * Enumerates the roots of a stack for the collector. A frame is scanned according to the stack map of its return
 * address. In the innermost frame, the operands that the current instruction consumes and its map omits are scanned as
 * well. A frame suspended between two instructions is scanned completely.
 *
 * @spec ROOT-03
 * @spec ROOT-04
 * @spec ROOT-14
 * @spec GC-24
 * @spec ROOT-11
 */
public final class FrameRoots {
    private FrameRoots() {}

    public static void visit(FrameStack stack, RootVisitor visitor) {
        stack.result = visitor.visit(stack.result);
        stack.obligations.visit(visitor);
        visit(stack.payloads, visitor);
        visit(stack.receivers, visitor);
        int at = stack.fp;
        int in = stack.segment();
        int address = stack.next;
        // The end of the operands of a frame that is between two instructions, otherwise negative.
        int end = stack.isSuspended() ? stack.sp : -1;
        for (int k = stack.depth() - 1; k >= 0; k--) {
            long[] s = stack.segment(in);
            boolean innermost = k == stack.depth() - 1;
            if (innermost) {
                for (int operand = stack.sp - stack.outgoing; operand < stack.sp; operand++) {
                    s[operand] = visitor.visit(s[operand]);
                }
            }
            if (end >= 0) {
                scanAll(s, at, end, visitor);
            } else {
                scan(stack.code(k), s, at, address, visitor);
            }
            address = (int) s[at - LinkedFunction.HEADER];
            long saved = s[at - 2];
            end = (saved & FrameStack.CALLER_SUSPENDED) != 0
                    ? (int) (s[at - LinkedFunction.HEADER] >>> Integer.SIZE)
                    : -1;
            at = (int) saved;
            in -= (saved & FrameStack.NEW_SEGMENT) != 0 ? 1 : 0;
        }
    }

    private static void visit(LongStack words, RootVisitor visitor) {
        for (int k = 0; k < words.size(); k++) {
            words.set(k, visitor.visit(words.get(k)));
        }
    }

    /** Scans every slot and operand of a frame; each contains a value. */
    private static void scanAll(long[] s, int at, int end, RootVisitor visitor) {
        for (int word = at - 1; word < end; word++) {
            s[word] = visitor.visit(s[word]);
        }
    }

    private static void scan(LinkedFunction code, long[] s, int at, int address, RootVisitor visitor) {
        int found = code.module.maps.indexOf(code.start + address, (int) s[at + code.mapSlot()]);
        if (found < 0) {
            throw new IllegalStateException("no stack map at %d of %s".formatted(address, code.shownName()));
        }
        s[at + code.mapSlot()] = found;
        StackMaps maps = code.module.maps;
        int count = maps.slots(found);
        for (int k = 0; k < count; k++) {
            // Offset 8 is the closure, the word before slot 0.
            int word = at - 2 + maps.offset(found, k) / Long.BYTES;
            s[word] = visitor.visit(s[word]);
        }
    }
}
