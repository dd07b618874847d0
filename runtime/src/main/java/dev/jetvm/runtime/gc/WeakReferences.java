package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.memory.AtomicHeader;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderEvent;
import dev.jetvm.runtime.memory.Memory;

/**
 * The {@code WeakRef} objects of a heap. When the target of one becomes unreachable, the reference is set to nil. It
 * stays nil even if a finalizer makes the target reachable again.
 *
 * @spec HDR-06
 * @spec HDR-14
 * @spec ERR-006
 */
public final class WeakReferences {
    /** Offset in bytes from the start of the header of the payload: one word, the target or nil. */
    public static final int TARGET_OFFSET = HEADER_SIZE;
    private static final int PAYLOAD = 8;

    private final ManagedHeap heap;
    private final Memory memory;
    @GuardedBy("this")
    private LongStack references = new LongStack();

    WeakReferences(ManagedHeap heap) {
        this.heap = heap;
        this.memory = heap.store().memory();
    }

    /**
     * Creates a weak reference to an object. This is a safepoint.
     *
     * @param target the temporary root of the mutator that holds the object
     * @return the address of the weak reference
     */
    public long create(Mutator mutator, int target) {
        long address = mutator.allocate(Header.fresh(BuiltinType.WEAK_REF.id(), PAYLOAD, 0, 8));
        long word = mutator.kept(target);
        memory.setWord(address + TARGET_OFFSET, word);
        AtomicHeader.apply(memory, heap.words().address(word), HeaderEvent.RETAIN_WEAK);
        synchronized (this) {
            references.push(address);
        }
        return address;
    }

    /** Returns the word of the target, or nil if the target was found unreachable. */
    public long get(long reference) {
        return memory.wordOpaque(reference + TARGET_OFFSET);
    }

    /** Clears every weak reference whose target is dead, whether the weak reference itself is live or dead. */
    synchronized void update(WeakTable.Liveness liveness) {
        for (int k = 0; k < references.size(); k++) {
            long reference = copyOf(liveness, references.get(k));
            long word = memory.word(reference + TARGET_OFFSET);
            if (heap.words().isReference(word)) {
                long now = liveness.survivor(heap.words().address(word));
                memory.setWord(reference + TARGET_OFFSET,
                        now == 0 ? heap.words().nil() : heap.words().moved(word, now));
            }
        }
    }

    /** A dead weak reference is cleared in place, because a finalizer may still retain it. */
    private static long copyOf(WeakTable.Liveness liveness, long reference) {
        long now = liveness.survivor(reference);
        return now == 0 ? reference : now;
    }

    /** Removes dead weak references, decrements the weak counts of their targets, and updates moved references. */
    synchronized void prune(WeakTable.Liveness liveness) {
        LongStack left = new LongStack();
        for (int k = 0; k < references.size(); k++) {
            long now = liveness.survivor(references.get(k));
            if (now != 0) {
                left.push(now);
            } else {
                releaseTarget(memory.word(references.get(k) + TARGET_OFFSET));
            }
        }
        references = left;
    }

    private void releaseTarget(long word) {
        if (heap.words().isReference(word)) {
            AtomicHeader.apply(memory, heap.words().address(word), HeaderEvent.RELEASE_WEAK);
        }
    }

    /** Returns the number of weak references. */
    public synchronized int size() {
        return references.size();
    }
}
