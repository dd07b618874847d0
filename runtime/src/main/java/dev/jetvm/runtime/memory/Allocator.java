package dev.jetvm.runtime.memory;

/** Where objects come from. The heap with its spaces and collector stands behind this. */
public interface Allocator {

    /**
     * Room for an object, its header written and its payload zero.
     *
     * @param header how it begins; says its size and alignment
     * @return the address of the header, never 0
     * @throws dev.jetvm.runtime.panic.PanicException {@code out-of-memory}
     */
    long allocate(Header header);

    /** Bytes handed out since the start, headers included. */
    long allocated();

    Memory memory();
}
