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
 * The finalizers and destructors of objects. They are stored outside the heap, so that a finalizable object has the
 * same header and layout as any other. The table does not keep objects alive.
 *
 * <p>An entry exists as long as its object: an object that was finalized and is still alive is not finalized again.
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
    /** Whether the heap ends: no object is reachable for finalizers. */
    @GuardedBy("this")
    private boolean ends;

    /** The pending finalizer and destructor of an object. */
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
     * Registers the finalizer of an object.
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

    /** Registers the destructor of a new object's type for the object. */
    synchronized void own(long object, Finalizer drop) {
        entry(object).drop = drop;
    }

    /** Takes the destructor of an object away, if it has not been queued. */
    synchronized void disown(long object) {
        Entry entry = entries.get(object);
        if (entry == null || entry.drop == null) {
            return;
        }
        entry.drop = null;
        if (entry.finalizer == null && !entry.spent) {
            entries.remove(object);
            AtomicHeader.setRc(memory, object, RC_FINALIZABLE, false);
        }
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

    /** Returns the number of objects with a finalizer or destructor that has not been queued. */
    synchronized int outstanding() {
        return (int) entries.values().stream().filter(entry -> !entry.isDone()).count();
    }

    /** Makes every collection from now on queue the actions of all objects, also of those that are reachable. */
    synchronized void end() {
        ends = true;
    }

    /** Returns the next action of each object that has one. */
    synchronized List<Finalizer> pending() {
        return entries.values().stream().filter(entry -> !entry.isDone())
                .map(entry -> Objects.requireNonNull(entry.finalizer == null ? entry.drop : entry.finalizer)).toList();
    }

    /**
     * Queues a run for each dead object with a pending finalizer or destructor, and retains the object. All such
     * objects are determined before the first is retained: one that only another of them refers to is unreachable too.
     */
    @Override
    public synchronized void discover(WeakTable.Liveness liveness, RootVisitor retain) {
        List<Long> dead = new ArrayList<>();
        entries.forEach((object, entry) -> {
            if (!entry.isDone() && (ends || liveness.survivor(object) == 0)) {
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

    /** Removes an entry's next action: the finalizer, or the destructor once the object is unreachable again. */
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

    /** Clears the object's finalizable bit after a run has ended, if no finalizer or destructor is pending. */
    synchronized void ended(long object) {
        Entry entry = entries.get(object);
        if (entry == null || entry.isDone()) {
            AtomicHeader.setRc(memory, object, RC_FINALIZABLE, false);
        }
    }
}
