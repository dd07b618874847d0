package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

/**
 * Changes headers that several threads may change at the same time.
 *
 * <p>The header word and the meta word are each updated by compare-and-set. An event that changes both (a count that
 * reaches its limit sets SIDE_COUNT) updates the meta word first: a reader that sees the bit sees the limit.
 *
 * <p>Moving an object follows a separate protocol (ERR-004): the evacuator claims the object with gc bits 0xB, copies
 * it, writes the new address to the meta word, and publishes gc bits 0x3 with release. A thread that reads 0xB waits.
 *
 * @spec HDR-06
 * @spec HDR-07
 * @spec HDR-10
 * @spec HDR-13
 */
public final class AtomicHeader {
    private AtomicHeader() {}

    /**
     * Applies an event to the header of an object atomically. The event is not {@link HeaderEvent#FORWARD}.
     *
     * @return the header before the event
     * @throws dev.jetvm.runtime.panic.RejectException as {@link HeaderEvent#apply}
     */
    public static Header apply(Memory memory, long object, HeaderEvent event) {
        while (true) {
            long low = memory.wordAcquire(object);
            long meta = memory.wordAcquire(object + META_OFFSET);
            Header before = new Header(low, meta);
            Header after = event.apply(before, 0);
            boolean done = after.meta() == meta
                    ? memory.compareAndSetWord(object, low, after.low())
                    : memory.compareAndSetWord(object + META_OFFSET, meta, after.meta());
            if (done) {
                if (after.meta() != meta && after.low() != low) {
                    setSideCount(memory, object);
                }
                return before;
            }
        }
    }

    private static void setSideCount(Memory memory, long object) {
        setRc(memory, object, RC_SIDE_COUNT, true);
    }

    /**
     * Sets or clears bits of the rc field atomically; concurrent changes to the rest of the header are preserved.
     *
     * @spec HDR-11
     */
    public static void setRc(Memory memory, long object, int bits, boolean wanted) {
        long low;
        long then;
        do {
            low = memory.wordAcquire(object);
            then = wanted ? HeaderWord.withRcBits(low, bits) : HeaderWord.withoutRcBits(low, bits);
        } while (then != low && !memory.compareAndSetWord(object, low, then));
    }

    /**
     * Claims an object for moving. Only the thread whose claim succeeds may copy the object.
     *
     * @param low the first header word as it was read: neither pinned nor claimed nor forwarded
     * @return whether the claim succeeded
     */
    public static boolean claim(Memory memory, long object, long low) {
        return memory.compareAndSetWord(object, low, HeaderWord.withGc(low, COPYING));
    }

    /** Publishes the new address of a claimed object. The copy is complete, its header included. */
    public static void forward(Memory memory, long object, long low, long copy) {
        memory.setWord(object + META_OFFSET, copy);
        memory.setWordRelease(object, HeaderWord.withGc(low, FORWARDED));
    }

    /** Returns the new address of a moved object, or 0 if it has not been moved. Waits while it is being copied. */
    public static long forwarding(Memory memory, long object) {
        int gc = HeaderWord.gc(memory.wordAcquire(object));
        while (gc == COPYING) {
            Thread.onSpinWait();
            gc = HeaderWord.gc(memory.wordAcquire(object));
        }
        return gc == FORWARDED ? memory.word(object + META_OFFSET) : 0;
    }
}
