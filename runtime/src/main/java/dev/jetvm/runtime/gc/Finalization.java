package dev.jetvm.runtime.gc;

/**
 * What has to happen with objects before they are reclaimed.
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

    /** Nothing ever happens. */
    Finalization NONE = (_, _) -> {};

    /**
     * After marking: takes note of finalizable objects that were not reached and keeps them.
     *
     * @param retain makes an object reachable after all, with everything it refers to; answers its word as it is now
     */
    void discover(WeakTable.Liveness liveness, RootVisitor retain);
}
