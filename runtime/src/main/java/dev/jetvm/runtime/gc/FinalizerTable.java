package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.RC_FINALIZABLE;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.jetvm.runtime.memory.AtomicHeader;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.memory.Space;
import dev.jetvm.runtime.panic.RejectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The finalizers and destructors of objects, kept beside the heap so that an object with one has the same header and
 * the same layout as any other. The table does not keep objects alive.
 *
 * <p>A record stays as long as its object does: an object that was finalized and lives on is not finalized again.
 *
 * @spec FIN-01
 * @spec FIN-06
 * @spec FIN-12
 * @spec ERR-039
 */
final class FinalizerTable implements Finalization, WeakTable {
    private final ManagedHeap heap;
    private final Memory memory;
    private final FinalizerPool pool;
    @GuardedBy("this")
    private Map<Long, Entry> entries = new HashMap<>();

    /** What is left to do with an object. */
    private static final class Entry {
        @Nullable
        Finalizer finalizer;
        @Nullable
        Finalizer drop;
        boolean spent;

        boolean isDone() {
            return finalizer == null && drop == null;
        }
    }

    FinalizerTable(ManagedHeap heap, FinalizerPool pool) {
        this.heap = heap;
        this.memory = heap.store().memory();
        this.pool = pool;
    }

    /**
     * Gives an object its finalizer.
     *
     * @throws RejectException {@code finalizer-immortal}, {@code finalizer-twice}
     */
    synchronized void register(long object, Finalizer finalizer) {
        if (heap.store().spaceOf(object) == Space.IMMORTAL) {
            throw RejectException.invalid("finalizer-immortal", "an immortal object never becomes unreachable");
        }
        Entry known = entries.get(object);
        if (known != null && (known.spent || known.finalizer != null)) {
            throw RejectException.invalid("finalizer-twice",
                    known.spent ? "the finalizer of this object has run" : "this object has a finalizer");
        }
        entry(object).finalizer = finalizer;
    }

    /** Gives a new object the destructor of its type. */
    synchronized void own(long object, Finalizer drop) {
        entry(object).drop = drop;
    }

    @GuardedBy("this")
    private Entry entry(long object) {
        AtomicHeader.setRc(memory, object, RC_FINALIZABLE, true);
        return entries.computeIfAbsent(object, _ -> new Entry());
    }

    /**
     * Whether an object has a finalizer that has not ended.
     *
     * @spec FIN-09
     */
    synchronized boolean isFinalizable(long object) {
        Entry entry = entries.get(object);
        return entry != null && entry.finalizer != null || pool.holds(object);
    }

    /** Objects whose finalizer or destructor was not even queued. */
    synchronized int outstanding() {
        return (int) entries.values().stream().filter(entry -> !entry.isDone()).count();
    }

    /**
     * Dead objects with something left to do are kept for it. All are found before the first is kept: one that only
     * another of them refers to is as unreachable as that one.
     */
    @Override
    public synchronized void discover(WeakTable.Liveness liveness, RootVisitor retain) {
        List<Long> dead = new ArrayList<>();
        entries.forEach((object, entry) -> {
            if (!entry.isDone() && liveness.survivor(object) == 0) {
                dead.add(object);
            }
        });
        if (dead.isEmpty()) {
            return;
        }
        int batch = pool.nextBatch();
        List<FinalizerRun> runs = new ArrayList<>();
        for (long object : dead) {
            long word = retain.visit(heap.words().reference(object));
            runs.add(new FinalizerRun(take(Objects.requireNonNull(entries.get(object))), batch, word));
        }
        pool.submit(runs);
    }

    /** The finalizer goes first; the destructor is left for the death after it. */
    private static Finalizer take(Entry entry) {
        Finalizer finalizer = entry.finalizer;
        if (finalizer != null) {
            entry.finalizer = null;
            entry.spent = true;
            return finalizer;
        }
        Finalizer drop = Objects.requireNonNull(entry.drop);
        entry.drop = null;
        return drop;
    }

    @Override
    public synchronized void update(WeakTable.Liveness liveness) {
        Map<Long, Entry> left = new HashMap<>();
        entries.forEach((object, entry) -> {
            long now = liveness.survivor(object);
            if (now != 0) {
                left.put(now, entry);
            }
        });
        entries = left;
    }

    /** A run has ended: an object with nothing left to do is one like any other. */
    synchronized void ended(long object) {
        Entry entry = entries.get(object);
        if (entry == null || entry.isDone()) {
            AtomicHeader.setRc(memory, object, RC_FINALIZABLE, false);
        }
    }
}
