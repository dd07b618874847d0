package dev.jetvm.runtime.memory;

/** Where objects come from. The heap with its spaces and collector stands behind this. */
public interface Allocator {

    /**
     * AllocationPolicy for an object, its header written and its payload zero.
     *
     * @param header how it begins; says its size and alignment
     * @return the address of the header, never 0
     * @throws dev.jetvm.runtime.panic.PanicException {@code out-of-memory}
     */
    long allocate(Header header);

    /** Bytes handed out since the start, headers included. */
    long allocated();

    Memory memory();

    /**
     * Keeps a word as a temporary root while more is allocated: the object it refers to lives, and the word follows it.
     *
     * @return where it is kept
     */
    int keep(long word);

    /** The word that is kept there, as it is now. */
    long kept(int index);

    /** Drops this temporary root and all that came later. */
    void release(int index);
}
