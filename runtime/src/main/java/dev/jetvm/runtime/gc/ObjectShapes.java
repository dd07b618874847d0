package dev.jetvm.runtime.gc;

/**
 * Locates the reference slots of an object by its type.
 *
 * @spec TYPE-04
 * @spec GC-25
 */
public interface ObjectShapes {

    /** Visits every reference slot of an object once. */
    void trace(long object, SlotVisitor visitor);

    /**
     * Whether a type with this id is built in or registered.
     *
     * @spec HDR-12a
     * @spec HDR-12b
     */
    boolean isKnown(int type);

    /** Whether objects of this type can never be part of a cycle, so that reference counting alone can free them. */
    boolean isAcyclic(int type);
}
