package dev.jetvm.runtime.gc;

/**
 * Knows where the references of an object are, by its type.
 *
 * @spec TYPE-04
 * @spec GC-25
 */
public interface ObjectShapes {

    /** Shows every slot of an object, each once. */
    void trace(long object, SlotVisitor visitor);

    /**
     * Whether a type of this number is built in or registered.
     *
     * @spec HDR-12a
     * @spec HDR-12b
     */
    boolean isKnown(int type);

    /** Whether objects of this type can never be part of a cycle, so that counting alone can free them. */
    boolean isAcyclic(int type);
}
