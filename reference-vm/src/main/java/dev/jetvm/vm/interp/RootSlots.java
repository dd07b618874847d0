package dev.jetvm.vm.interp;

import dev.jetvm.runtime.gc.LongStack;
import dev.jetvm.runtime.gc.RootVisitor;

/**
 * Words that are roots of the machine from {@link #add} to {@link #remove}. Any thread may call these methods. Slots
 * are reused, and free slots at the end are released. The monitor is held for a few instructions, without a safepoint.
 */
final class RootSlots {
    private final LongStack words = new LongStack();
    private final LongStack free = new LongStack();
    private final long nothing;

    /** @param nothing the content of free slots; not a reference */
    RootSlots(long nothing) {
        this.nothing = nothing;
    }

    /** @param word not {@code nothing} @return its slot */
    synchronized int add(long word) {
        while (!free.isEmpty()) {
            int slot = (int) free.pop();
            // A free slot may have been released and reused since.
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

    /** Returns the number of slots up to the last one in use. */
    synchronized int size() {
        return words.size();
    }

    synchronized void visit(RootVisitor visitor) {
        for (int k = 0; k < words.size(); k++) {
            words.set(k, visitor.visit(words.get(k)));
        }
    }
}
