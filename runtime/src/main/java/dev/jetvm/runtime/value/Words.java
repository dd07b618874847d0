package dev.jetvm.runtime.value;

/**
 * The operations on words that a collector needs, implemented by each representation of values.
 *
 * @spec BAR-02
 */
public interface Words {

    /** Whether a word refers to a heap object. */
    boolean isReference(long word);

    /** The address in a reference. */
    long address(long word);

    /** Replaces the address of a reference; tag and hint bits are unchanged. */
    long moved(long word, long address);

    /**
     * The word of nil, the initial contents of a slot.
     *
     * @spec HEAP-27
     */
    long nil();

    /** The word of a reference to an address, without hint bits. */
    long reference(long address);
}
