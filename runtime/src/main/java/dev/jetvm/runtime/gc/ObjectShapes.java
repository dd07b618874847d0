package dev.jetvm.runtime.gc;

/** Knows where the references of an object are, by its type. Clause: TYPE-04. */
public interface ObjectShapes {

    /** Shows every slot of an object, each once. */
    void trace(long object, SlotVisitor visitor);

    /** Whether objects of this type can never be part of a cycle, so that counting alone can free them. */
    boolean isAcyclic(int type);
}
