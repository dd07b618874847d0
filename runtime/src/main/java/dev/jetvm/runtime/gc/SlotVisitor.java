package dev.jetvm.runtime.gc;

/**
 * Told of every place in an object that may refer to another.
 *
 * @spec TYPE-04
 */
public interface SlotVisitor {

    /** A word that may be a reference; the visitor may write a moved address back. */
    void slot(long address);

    /**
     * A raw address into another object, {@code offset} bytes behind its start, or 0.
     *
     * @param address of the word that holds it
     */
    void interior(long address, int offset);
}
