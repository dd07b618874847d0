package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.LongStack;
import dev.jetvm.runtime.gc.RootVisitor;

/**
 * Words of a machine that are roots from {@link #add} to {@link #remove}, whichever thread calls these. Slots are used
 * again, and free ones at the end are given back. The monitor is held for a few instructions without a safepoint.
 */
final class RootSlots {
    private final LongStack words = new LongStack();
    private final LongStack free = new LongStack();
    private final long nothing;

    /** @param nothing what free slots hold: no reference */
    RootSlots(long nothing) {
        this.nothing = nothing;
    }

    /** @param word not {@code nothing} @return its slot */
    synchronized int add(long word) {
        while (!free.isEmpty()) {
            int slot = (int) free.pop();
            // It may have been given back with the end, and used again since.
            if (slot < words.size() && words.get(slot) == nothing) {
                words.set(slot, word);
                return slot;
            }
        }
        words.push(word);
        return words.size() - 1;
    }

    synchronized long get(int slot) {
        return words.get(slot);
    }

    synchronized void remove(int slot) {
        words.set(slot, nothing);
        int size = words.size();
        while (size > 0 && words.get(size - 1) == nothing) {
            size--;
        }
        words.cut(size);
        if (size == 0) {
            free.cut(0);
        } else if (slot < size) {
            free.push(slot);
        }
    }

    /** Slots up to the last one in use. */
    synchronized int size() {
        return words.size();
    }

    synchronized void visit(RootVisitor visitor) {
        for (int k = 0; k < words.size(); k++) {
            words.set(k, visitor.visit(words.get(k)));
        }
    }
}
