package dev.jetvm.runtime.gc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Queues finalizer runs in batches and assigns them to the threads of the pool. Within a batch, the runs of one rank
 * must end before the runs of the next rank become ready; batches do not wait for each other.
 *
 * @spec FIN-02
 * @spec FIN-03
 * @spec FIN-04
 * @spec ERR-035
 * @spec ERR-036
 */
final class FinalizerPool implements RootSource {
    private final ManagedHeap heap;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    @GuardedBy("lock")
    private final Deque<Ready> ready = new ArrayDeque<>();
    @GuardedBy("lock")
    private final Set<FinalizerRun> held = new LinkedHashSet<>();
    @GuardedBy("lock")
    private final List<FinalizerRun> log = new ArrayList<>();
    /** The number of batches. Only the collecting thread changes it, while the world is stopped. */
    private int batches;
    @GuardedBy("lock")
    private int running;
    @GuardedBy("lock")
    private int paused;
    @GuardedBy("lock")
    private int failures;
    @GuardedBy("lock")
    private long ticks;
    @GuardedBy("lock")
    private boolean closed;

    /** A run that is ready, and the batch it belongs to. */
    record Ready(FinalizerRun run, Batch batch) {}

    /** The runs queued by one collection, by rank. */
    static final class Batch {
        private final TreeMap<Long, List<FinalizerRun>> ranks = new TreeMap<>();
        private int out;
    }

    FinalizerPool(ManagedHeap heap) {
        this.heap = heap;
    }

    int nextBatch() {
        return ++batches;
    }

    /** Queues the runs of a collection. The world is stopped. */
    void submit(List<FinalizerRun> runs) {
        Batch batch = new Batch();
        for (FinalizerRun run : runs) {
            batch.ranks.computeIfAbsent(run.finalizer().rank(), _ -> new ArrayList<>()).add(run);
        }
        lock.lock();
        try {
            held.addAll(runs);
            advance(batch);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void advance(Batch batch) {
        Map.Entry<Long, List<FinalizerRun>> next = batch.ranks.pollFirstEntry();
        if (next != null) {
            batch.out = next.getValue().size();
            next.getValue().forEach(run -> ready.add(new Ready(run, batch)));
        }
        changed.signalAll();
    }

    /** Waits for a ready run and removes it; null if the pool is closed. The caller's mutator must be blocked. */
    @Nullable
    Ready take() {
        lock.lock();
        try {
            while (ready.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                return null;
            }
            Ready next = ready.remove();
            running++;
            return next;
        } finally {
            lock.unlock();
        }
    }

    void started(FinalizerRun run) {
        lock.lock();
        try {
            run.start(++ticks);
            log.add(run);
        } finally {
            lock.unlock();
        }
    }

    void ended(Ready ready) {
        lock.lock();
        try {
            ready.run.end(++ticks);
            failures += ready.run.failure() == null ? 0 : 1;
            held.remove(ready.run);
            running--;
            ready.batch.out--;
            if (ready.batch.out == 0) {
                advance(ready.batch);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Suspends the calling finalizer body until the gate opens. Its mutator must be blocked. */
    void await(Finalizers.Gate gate) {
        lock.lock();
        try {
            if (!gate.open) {
                gate.waiting++;
                paused++;
                changed.signalAll();
            }
            while (!gate.open && !closed) {
                changed.awaitUninterruptibly();
            }
            if (!gate.open) {
                throw new IllegalStateException("the heap ends while a finalizer waits");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Opens a gate. Its waiting bodies count as running immediately, before their threads resume. */
    void open(Finalizers.Gate gate) {
        lock.lock();
        try {
            gate.open = true;
            paused -= gate.waiting;
            gate.waiting = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until every started run has ended or waits at a gate, and no queued run has a free thread. The caller's
     * mutator must be blocked.
     */
    void awaitQuiet() {
        lock.lock();
        try {
            while (!closed && !isQuiet()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits as {@link #awaitQuiet()} does, but for a limited time. @return whether nothing runs any more */
    boolean awaitQuiet(long nanos) {
        long left = nanos;
        lock.lock();
        try {
            while (!closed && !isQuiet() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return isQuiet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether {@link #awaitQuiet} would return at once. */
    boolean rests() {
        lock.lock();
        try {
            return isQuiet();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private boolean isQuiet() {
        return running == paused && (ready.isEmpty() || paused == Finalizers.THREADS);
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the pool is closed. Bodies that wait at a gate then fail. */
    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a finalizer of this object is queued or running. */
    boolean holds(long object) {
        lock.lock();
        try {
            return held.stream().anyMatch(run -> heap.words().address(run.word()) == object
                    && run.finalizer().kind() == Finalizer.Kind.FINALIZER);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the runs that have started, in order of start. */
    List<FinalizerRun> log() {
        lock.lock();
        try {
            return List.copyOf(log);
        } finally {
            lock.unlock();
        }
    }

    int failures() {
        lock.lock();
        try {
            return failures;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of runs that are queued or running. */
    int unfinished() {
        lock.lock();
        try {
            return held.size();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the finalizers whose runs are queued or running. */
    List<Finalizer> held() {
        lock.lock();
        try {
            return held.stream().map(FinalizerRun::finalizer).toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String name() {
        return "finalizers";
    }

    /**
     * Visits the objects of all queued and running runs.
     *
     * @spec ROOT-02a
     */
    @Override
    public void visit(RootVisitor visitor) {
        lock.lock();
        try {
            held.forEach(run -> run.visit(visitor));
        } finally {
            lock.unlock();
        }
    }
}
