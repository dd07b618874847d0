package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The finalization service of a heap: the finalizer table and a pool of dedicated threads that run finalizers and
 * destructors.
 *
 * @spec FIN-01
 * @spec FIN-01a
 * @spec FIN-02
 * @spec FIN-03
 * @spec FIN-04
 * @spec FIN-05
 * @spec FIN-06
 * @spec FIN-07
 * @spec FIN-08
 * @spec FIN-09
 * @spec FIN-10
 * @spec FIN-11
 * @spec FIN-12
 * @spec FIN-13
 * @spec FIN-14
 * @spec ERR-035
 * @spec ERR-036
 * @spec ERR-037
 * @spec ERR-038
 * @spec ERR-039
 * @spec ERR-040
 */
public final class Finalizers implements AutoCloseable {
    /** The number of pool threads; more than one, so that one slow finalizer does not delay all others. */
    public static final int THREADS = 2;

    /** The run that the current thread executes. */
    private static final ScopedValue<FinalizerRun> CURRENT = ScopedValue.newInstance();

    private final ManagedHeap heap;
    private final Memory memory;
    private final FinalizerPool pool;
    private final FinalizerTable table;
    private final Consumer<FinalizerRun> onFailure;
    private final List<Thread> threads = new ArrayList<>();

    /** @param onFailure receives each run that ended with a panic or an internal error */
    public Finalizers(ManagedHeap heap, Consumer<FinalizerRun> onFailure) {
        this.heap = heap;
        this.memory = heap.store().memory();
        this.pool = new FinalizerPool(heap);
        this.table = new FinalizerTable(heap, pool);
        this.onFailure = onFailure;
        heap.setFinalization(table);
        heap.addWeakTable(table);
        heap.addRoots(pool);
        for (int k = 0; k < THREADS; k++) {
            threads.add(Thread.ofPlatform().daemon().name("jet-finalizer-" + k).start(this::work));
        }
    }

    /**
     * Registers the finalizer of an object. An object can have one finalizer in its lifetime.
     *
     * @throws dev.jetvm.runtime.panic.RejectException {@code finalizer-immortal}, {@code finalizer-twice}
     */
    public void register(long object, Finalizer finalizer) {
        table.register(object, finalizer);
    }

    /** Registers the destructor of a new object's type for the object. */
    public void own(long object, Finalizer drop) {
        table.own(object, drop);
    }

    /** Takes the destructor of an object away that was registered for it. */
    public void disown(long object) {
        table.disown(object);
    }

    /**
     * Checks that the running finalizer may access an object. Must be called before a finalizer reads another object.
     *
     * @throws PanicException {@code finalizer-isolation} if the object is another one and has a finalizer that has not
     *         ended
     */
    public void requireIsolation(long object) {
        boolean own = CURRENT.isBound() && heap.words().address(CURRENT.get().word()) == object;
        if (!own && table.isFinalizable(object)) {
            throw new PanicException(PanicCode.FINALIZER_ISOLATION, "the object has a finalizer of its own");
        }
    }

    // --- the pool ---

    private void work() {
        Mutator mutator = heap.attach(Thread.currentThread().getName());
        mutator.enterBlocked();
        for (FinalizerPool.Ready next = pool.take(); next != null; next = pool.take()) {
            mutator.leaveBlocked();
            run(mutator, next.run());
            table.ended(heap.words().address(next.run().word()));
            pool.ended(next);
            mutator.enterBlocked();
        }
        mutator.close();
    }

    /** Executes a run and contains its failure: a panic is recorded, and the thread continues with the next run. */
    private void run(Mutator mutator, FinalizerRun run) {
        pool.started(run);
        int self = mutator.keep(run.word());
        try {
            if (!run.finalizer().resurrect()) {
                mutator.setKept(self, copy(mutator, run));
            }
            ScopedValue.where(CURRENT, run).run(() -> run.finalizer().body().run(mutator, self));
        } catch (PanicException e) {
            run.fail(e.code().wire());
            onFailure.accept(run);
        } catch (RuntimeException e) {
            run.fail("internal");
            if (!pool.isClosed()) {
                onFailure.accept(run);
            }
        } finally {
            mutator.release(self);
        }
    }

    /**
     * Returns a copy of the object with the same contents and no finalizer, so that the original cannot escape.
     *
     * @spec FIN-08
     */
    private long copy(Mutator mutator, FinalizerRun run) {
        Header header = read(run);
        long at = mutator.allocate(Header.fresh(header.type(), header.size(), header.flags(), header.align()));
        long original = heap.words().address(run.word());
        memory.copyWords(original + HEADER_SIZE, at + HEADER_SIZE, heap.store().total(original) - HEADER_SIZE);
        return heap.words().reference(at);
    }

    private Header read(FinalizerRun run) {
        long original = heap.words().address(run.word());
        return new Header(memory.word(original), memory.word(original + META_OFFSET));
    }

    /** A gate that finalizer bodies can wait for. It is initially closed; once open, it stays open. */
    public static final class Gate {
        // Both fields are guarded by the lock of the pool.
        boolean open;
        int waiting;
    }

    /**
     * Suspends a finalizer body until the gate opens. Collections and {@link #awaitQuiet} do not wait for it.
     *
     * @throws IllegalStateException if this object is closed before the gate opens
     */
    public void await(Mutator mutator, Gate gate) {
        mutator.enterBlocked();
        try {
            pool.await(gate);
        } finally {
            mutator.leaveBlocked();
        }
    }

    /** Opens a gate. Bodies that wait for it continue. */
    public void open(Gate gate) {
        pool.open(gate);
    }

    /**
     * Waits until every started run has ended or waits at a gate, and no queued run has a free thread. The caller's
     * mutator is blocked while it waits.
     */
    public void awaitQuiet(Mutator mutator) {
        mutator.enterBlocked();
        try {
            pool.awaitQuiet();
        } finally {
            mutator.leaveBlocked();
        }
    }

    /** Waits as {@link #awaitQuiet(Mutator)} does, but for a limited time. @return whether no body runs any more */
    public boolean awaitQuiet(Mutator mutator, long nanos) {
        mutator.enterBlocked();
        try {
            return pool.awaitQuiet(nanos);
        } finally {
            mutator.leaveBlocked();
        }
    }

    /**
     * Ends the heap for finalizers: each collection from now on queues the finalizers and destructors of all objects, as if no
     * root were left. Bodies still read what the roots refer to.
     *
     * @spec FIN-13
     */
    public void end() {
        table.end();
    }

    /** Returns the finalizers and destructors that have not ended: of live objects, and of those whose turn has not come. */
    public List<Finalizer> pending() {
        return Stream.concat(pool.held().stream(), table.pending().stream()).toList();
    }

    /** Returns whether no body runs or is about to run, but for those that wait at a gate. */
    public boolean isQuiet() {
        return pool.rests();
    }

    /** Returns the runs that have started, in order of start. */
    public List<FinalizerRun> log() {
        return pool.log();
    }

    /** Returns the number of runs that failed. */
    public int failures() {
        return pool.failures();
    }

    /** Returns the number of runs that are queued or running. */
    public int unfinished() {
        return pool.unfinished();
    }

    /** Returns the number of objects with a finalizer or destructor that has not been queued. */
    public int outstanding() {
        return table.outstanding();
    }

    /** Ends the pool threads; waiting bodies fail, queued runs are discarded. The caller's mutator must be blocked. */
    @Override
    public void close() {
        pool.close();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while finalizers ended", e);
            }
        }
    }
}
