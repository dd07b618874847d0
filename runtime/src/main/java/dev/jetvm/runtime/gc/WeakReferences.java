package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.memory.AtomicHeader;
import dev.jetvm.runtime.memory.BuiltinType;
import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.HeaderEvent;
import dev.jetvm.runtime.memory.Memory;

/**
 * Every {@code WeakRef} object of a heap. One that sees its target die holds nil from then on, whatever a finalizer
 * makes of the target.
 *
 * @spec HDR-06
 * @spec HDR-14
 * @spec ERR-006
 */
public final class WeakReferences {
    /** Payload: one word, the target or nil. */
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
     * A new weak reference to an object. A safepoint.
     *
     * @param target a temporary root of the mutator
     * @return its address
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

    /** The word of the target, or of nil once it was found unreachable. */
    public long get(long reference) {
        return memory.wordOpaque(reference + TARGET_OFFSET);
    }

    /** Clears every reference, alive itself or not, whose target is dead. */
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

    /** A dead reference is cleared where it lies: it may be kept yet by a finalizer. */
    private static long copyOf(WeakTable.Liveness liveness, long reference) {
        long now = liveness.survivor(reference);
        return now == 0 ? reference : now;
    }

    /** Forgets dead references; their targets are counted down. Targets that moved since are followed. */
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

    /** How many there are. */
    public synchronized int size() {
        return references.size();
    }
}
