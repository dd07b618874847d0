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
 * Queues runs in batches and hands them out to the threads of the pool. Of one batch only runs of one rank are out at a
 * time; batches do not wait for one another.
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
    /** Counted on while the world is stopped, by whoever collects. */
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

    /** A run with the batch that it belongs to. */
    record Ready(FinalizerRun run, Batch batch) {}

    /** Runs of one collection by rank. */
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

    /** Takes the runs of a collection. The world is stopped. */
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

    /** The next run; waits for one. The caller's mutator is blocked. Null when the pool is closed. */
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

    /** Lets the calling body wait until the gate opens; its mutator is blocked. */
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

    /** Whoever waited counts as running from here on, not only when its thread goes on. */
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

    /** Waits until nothing runs but what waits by itself. The caller's mutator is blocked. */
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

    /** Whether the heap ends: a body that waited fails then. */
    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a finalizer of this object is queued or has not ended. */
    boolean holds(long object) {
        lock.lock();
        try {
            return held.stream().anyMatch(run -> heap.words().address(run.word()) == object
                    && run.finalizer().kind() == Finalizer.Kind.FINALIZER);
        } finally {
            lock.unlock();
        }
    }

    /** Runs that started, in that order. */
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

    /** Runs that are queued or have not ended. */
    int unfinished() {
        lock.lock();
        try {
            return held.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String name() {
        return "finalizers";
    }

    /**
     * What is queued is held until it has run.
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
