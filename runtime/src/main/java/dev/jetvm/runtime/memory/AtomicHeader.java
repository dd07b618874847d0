package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

/**
 * Changes headers that several threads may change at the same time.
 *
 * <p>The header word and the meta word are updated each by compare-and-set. Where an event touches both (a count that
 * reaches its limit sets SIDE_COUNT), the meta word goes first: a reader that sees the bit sees the limit.
 *
 * <p>Moving is a protocol of its own (ERR-004): claim by gc bits 0xB, copy, write the new address to the meta word, then
 * publish gc bits 0x3 with release. Whoever finds 0xB waits.
 *
 * @spec HDR-06
 * @spec HDR-07
 * @spec HDR-10
 * @spec HDR-13
 */
public final class AtomicHeader {
    private AtomicHeader() {}

    /**
     * Lets an event happen to an object's header, whatever other threads do to it; forwarding is not for this method.
     *
     * @return the header before
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
     * Sets or clears bits of the rc field, whatever other threads do to the rest of the header.
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
     * Takes an object for moving; only the winner may copy it.
     *
     * @param low the first word as it was read: neither pinned nor claimed nor forwarded
     */
    public static boolean claim(Memory memory, long object, long low) {
        return memory.compareAndSetWord(object, low, HeaderWord.withGc(low, COPYING));
    }

    /** Publishes where a claimed object has been copied to. The copy is complete, its header included. */
    public static void forward(Memory memory, long object, long low, long copy) {
        memory.setWord(object + META_OFFSET, copy);
        memory.setWordRelease(object, HeaderWord.withGc(low, FORWARDED));
    }

    /** Where an object has been moved to, or 0 if it has not; waits while it is being copied. */
    public static long forwarding(Memory memory, long object) {
        int gc = HeaderWord.gc(memory.wordAcquire(object));
        while (gc == COPYING) {
            Thread.onSpinWait();
            gc = HeaderWord.gc(memory.wordAcquire(object));
        }
        return gc == FORWARDED ? memory.word(object + META_OFFSET) : 0;
    }
}
