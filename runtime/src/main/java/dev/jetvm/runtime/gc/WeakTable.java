package dev.jetvm.runtime.gc;

/**
 * A table of objects that does not keep them alive: weak references, the intern table, the finalizer table.
 *
 * @spec GC-22
 */
public interface WeakTable {

    /**
     * Removes dead objects and updates the addresses of moved ones. Called after marking and before reclamation. May be
     * called twice in one collection, the second time after finalizable objects were retained.
     */
    void update(Liveness liveness);

    /** Tells whether an object survives the current collection. */
    @FunctionalInterface
    interface Liveness {
        /** Returns the current address of the object, or 0 if it is unreachable. */
        long survivor(long object);
    }
}
