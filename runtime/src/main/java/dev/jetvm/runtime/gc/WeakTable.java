package dev.jetvm.runtime.gc;

/**
 * Knows objects without keeping them: weak references, the intern table, records of finalizers.
 *
 * @spec GC-22
 */
public interface WeakTable {

    /**
     * After marking, before anything is reclaimed: forget what is dead, follow what moved. May be called twice in one
     * collection, the second time after finalizable objects were kept.
     */
    void update(Liveness liveness);

    /** What became of an object in the present collection. */
    @FunctionalInterface
    interface Liveness {
        /** Where the object is now, or 0 if it is unreachable. */
        long survivor(long object);
    }
}
