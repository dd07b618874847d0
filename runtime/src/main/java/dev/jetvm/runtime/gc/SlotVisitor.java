package dev.jetvm.runtime.gc;

/**
 * Receives every slot of an object that may refer to another object.
 *
 * @spec TYPE-04
 */
public interface SlotVisitor {

    /** Visits a slot whose word may be a reference. The visitor may replace the word if the target has moved. */
    void slot(long address);

    /**
     * Visits a slot that contains 0 or a raw address inside another object.
     *
     * @param address the address of the slot
     * @param offset the distance in bytes from the start of the other object to the raw address
     */
    void interior(long address, int offset);
}
