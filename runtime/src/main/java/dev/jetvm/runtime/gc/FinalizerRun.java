package dev.jetvm.runtime.gc;

import org.jspecify.annotations.Nullable;

/**
 * A run of a finalizer or destructor. It is created by the collection that finds the object unreachable, and keeps the
 * object alive until the run has ended. Ticks are counted by the pool: each start and each end of a run is one tick.
 *
 * @spec FIN-05
 * @spec FIN-06
 * @spec FIN-11
 * @spec ERR-037
 */
public final class FinalizerRun {
    private final Finalizer finalizer;
    private final int batch;
    private long word;
    private volatile long started;
    private volatile long ended;
    private volatile @Nullable String failure;

    /** @param word a reference to the object after the collection */
    FinalizerRun(Finalizer finalizer, int batch, long word) {
        this.finalizer = finalizer;
        this.batch = batch;
        this.word = word;
    }

    public Finalizer finalizer() {
        return finalizer;
    }

    /** The number of the batch, counted from 1. Each collection that queues runs creates one batch. */
    public int batch() {
        return batch;
    }

    /** The tick at which the run started, or 0 if it has not started. */
    public long started() {
        return started;
    }

    /** The tick at which the run ended, or 0 if it has not ended. */
    public long ended() {
        return ended;
    }

    /** The code of the panic that ended the run, {@code internal} for any other exception, or null. */
    public @Nullable String failure() {
        return failure;
    }

    long word() {
        return word;
    }

    void visit(RootVisitor visitor) {
        word = visitor.visit(word);
    }

    void start(long tick) {
        started = tick;
    }

    void fail(String code) {
        failure = code;
    }

    void end(long tick) {
        ended = tick;
    }
}
