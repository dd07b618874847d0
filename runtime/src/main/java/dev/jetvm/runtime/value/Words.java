package dev.jetvm.runtime.value;

/**
 * What a collector has to know of a representation of values.
 *
 * @spec BAR-02
 */
public interface Words {

    /** Whether a word refers to a heap object. */
    boolean isReference(long word);

    /** The address in a reference. */
    long address(long word);

    /** The same reference to another address; tag and hint bits stay. */
    long moved(long word, long address);

    /**
     * The word of nil, with which fresh slots begin.
     *
     * @spec HEAP-27
     */
    long nil();

    /** A plain reference. */
    long reference(long address);
}
