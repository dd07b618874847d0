package dev.jetvm.runtime.gc;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.memory.Memory;
import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finalizers of a heap: their table and the threads that run them, which are neither the collector's nor the program's.
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
    /** Threads of the pool: one slow finalizer does not hold up all others. */
    public static final int THREADS = 2;

    /** The run that the current thread is in. */
    private static final ScopedValue<FinalizerRun> CURRENT = ScopedValue.newInstance();

    private final ManagedHeap heap;
    private final Memory memory;
    private final FinalizerPool pool;
    private final FinalizerTable table;
    private final Consumer<FinalizerRun> onFailure;
    private final List<Thread> threads = new ArrayList<>();

    /** @param onFailure told of each run that ended with a panic */
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
     * Gives an object its finalizer.
     *
     * @throws dev.jetvm.runtime.panic.RejectException {@code finalizer-immortal}, {@code finalizer-twice}
     */
    public void register(long object, Finalizer finalizer) {
        table.register(object, finalizer);
    }

    /** Gives a new object the destructor of its type. */
    public void own(long object, Finalizer drop) {
        table.own(object, drop);
    }

    /**
     * Called before a finalizer looks into an object that is not its own.
     *
     * @throws PanicException {@code finalizer-isolation} if that object has a finalizer which has not ended
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

    /** Whatever the body does ends here: a panic is counted, and the thread goes on to the next run. */
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
     * An object of its own with the same contents and no finalizer: the original cannot escape.
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

    /** Something outside of the heap that bodies wait for: closed at first, then open for good. */
    public static final class Gate {
        // Both belong to the lock of the pool.
        boolean open;
        int waiting;
    }

    /** Lets a body wait; neither collections nor {@link #awaitQuiet} wait for it. */
    public void await(Mutator mutator, Gate gate) {
        mutator.enterBlocked();
        try {
            pool.await(gate);
        } finally {
            mutator.leaveBlocked();
        }
    }

    public void open(Gate gate) {
        pool.open(gate);
    }

    /** Waits until nothing is queued or runs but what waits by itself. The caller's mutator stands meanwhile. */
    public void awaitQuiet(Mutator mutator) {
        mutator.enterBlocked();
        try {
            pool.awaitQuiet();
        } finally {
            mutator.leaveBlocked();
        }
    }

    /** Runs that have started, in that order. */
    public List<FinalizerRun> log() {
        return pool.log();
    }

    /** Runs that ended with a panic. */
    public int failures() {
        return pool.failures();
    }

    /** Runs that are queued or have not ended. */
    public int unfinished() {
        return pool.unfinished();
    }

    /** Objects whose finalizer or destructor was not even queued. */
    public int outstanding() {
        return table.outstanding();
    }

    /** Ends the threads; what waits fails, what is queued is not run. The caller's mutator is blocked. */
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
