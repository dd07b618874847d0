package dev.jetvm.runtime.memory;

/** Allocates objects. The implementations are the collected heap and {@link BumpSpace}. */
public interface Allocator {

    /**
     * Allocates an object, writes its header and sets its payload to zero.
     *
     * @param header the header of the object, with its payload size and alignment
     * @return the address of the header, never 0
     * @throws dev.jetvm.runtime.panic.PanicException {@code out-of-memory}
     */
    long allocate(Header header);

    /** Bytes allocated since the start, headers included. */
    long allocated();

    Memory memory();

    /**
     * Keeps a word as a temporary root across allocations. The object that the word refers to stays alive, and the
     * collector updates the word when it moves the object.
     *
     * @return the index of the temporary root
     */
    int keep(long word);

    /** The current word of a temporary root. */
    long kept(int index);

    /** Releases this temporary root and every later one. */
    void release(int index);
}
