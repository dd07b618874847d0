package dev.jetvm.runtime.gc;

/**
 * Finds unreachable objects that have a finalizer or destructor, before the collector reclaims them.
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
 */
public interface Finalization {

    /** Performs no finalization. */
    Finalization NONE = (_, _) -> {};

    /**
     * Queues the finalizers of finalizable objects that marking did not reach, and retains those objects. Called after
     * marking.
     *
     * @param liveness tells which objects were reached
     * @param retain keeps an object and everything it refers to alive, and returns the object's current word
     */
    void discover(WeakTable.Liveness liveness, RootVisitor retain);
}
