package dev.jetvm.runtime.gc;

import org.jspecify.annotations.Nullable;

/**
 * One run of a finalizer or destructor, from the collection that found the object unreachable on. The object is held
 * until the run has ended.
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

    /** @param word the object, as the collection left it */
    FinalizerRun(Finalizer finalizer, int batch, long word) {
        this.finalizer = finalizer;
        this.batch = batch;
        this.word = word;
    }

    public Finalizer finalizer() {
        return finalizer;
    }

    /** The collection that queued it, counted from 1. */
    public int batch() {
        return batch;
    }

    /** The tick at which it started, 0 before. */
    public long started() {
        return started;
    }

    /** The tick at which it ended, 0 before. */
    public long ended() {
        return ended;
    }

    /** The code of the panic that ended it, or null. */
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
