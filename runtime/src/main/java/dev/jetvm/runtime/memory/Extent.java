package dev.jetvm.runtime.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A range of native memory that grows. Nothing is copied when it does: the first growth reserves address space for all
 * that may come and moves the little that there is; each later one commits more of what is reserved, whatever the size.
 *
 * <p>An extent begins small and outside the reservation, because the functions of {@link AddressSpace} cost every start
 * tens of milliseconds and most programs never need them. Where they are missing or the system refuses to reserve,
 * every growth allocates anew and copies; the JVM's limit of direct memory (-XX:MaxDirectMemorySize) applies then.
 *
 * <p>Reserved space is given back by {@link #close}, or when the extent is unreachable. An extent has no lock: whoever
 * grows or closes it sees to it that nobody else uses it.
 */
final class Extent implements AutoCloseable {
    /** All addresses. A constant, so that compiled code neither loads a base object nor checks an upper bound. */
    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    /** Constant, so that compiled code has no trace of the form that was not chosen. */
    static final boolean CHECKED = MemoryForm.chosen() == MemoryForm.CHECKED;
    /** An address that every access fails at: the segment {@link #ALL} refuses what is negative. */
    static final long CLOSED = Long.MIN_VALUE / 2;

    private static final int PAGE = 65_536;
    private static final Cleaner CLEANER = Cleaner.create();

    private final long limit;
    private long address;
    private long size;
    private @Nullable Reservation reservation;
    /** While there is no reservation; it is freed when it is unreachable. */
    private @Nullable MemorySegment segment;
    /** Gives back the reservation or frees the segment. */
    private Cleaner.Cleanable cleanable;

    /** Reserved address space; its {@link #run} gives it back, once. */
    private record Reservation(AddressSpace space, long address, long bytes) implements Runnable {
        @Override
        public void run() {
            space.release(address, bytes);
        }
    }

    /**
     * An extent of zeros.
     *
     * @param size in bytes, a multiple of 8
     * @param limit the most bytes that it may ever have, not below {@code size}
     * @throws OutOfMemoryError if there is no such memory
     */
    @SuppressWarnings("NullAway.Init") // cleanable is set by allocate
    Extent(long size, long limit) {
        this.limit = limit;
        allocate(size);
    }

    private void allocate(long bytes) {
        Arena arena = Arena.ofShared();
        MemorySegment fresh = arena.allocate(Math.max(Long.BYTES, bytes), Long.BYTES);
        // The segment and not the extent, which may leave it behind when it grows: closing an arena takes time.
        cleanable = CLEANER.register(fresh, arena::close);
        segment = fresh;
        address = fresh.address();
        size = bytes;
    }

    /** Where it is now, until the next {@link #grow}. Negative after {@link #close}. */
    long address() {
        return address;
    }

    /** The machine's address of a place in it. Only the checked form checks that the extent has {@code length} bytes there. */
    long at(long offset, long length) {
        if (CHECKED && (offset < 0 || length < 0 || length > size - offset)) {
            throw new WildAddressException(offset, length, "a table beside the heap has " + size);
        }
        return address + offset;
    }

    /** Accessible bytes. */
    long size() {
        return size;
    }

    /**
     * Makes the extent larger; new bytes are zero. Its address may change, and does not once it is in the reservation.
     *
     * @param bytes the new size, a multiple of 8; nothing happens if it is not above the present one
     * @return false if the limit or the system does not allow it; the extent is as before then
     */
    boolean grow(long bytes) {
        if (bytes % Long.BYTES != 0) {
            throw new IllegalArgumentException("size " + bytes);
        }
        if (bytes <= size || bytes > limit) {
            return bytes <= size;
        }
        if (reservation != null || reserve(bytes)) {
            return commit(bytes);
        }
        return copyToLarger(bytes);
    }

    /** Initialises what the first growth needs. */
    static void prepareToGrow() {
        boolean ignored = AddressSpace.INSTANCE.isPresent();
    }

    /** Reserves as much of the limit as the system allows and moves there; false if it is not even {@code bytes}. */
    private boolean reserve(long bytes) {
        AddressSpace space = AddressSpace.INSTANCE.orElse(null);
        if (space == null) {
            return false;
        }
        for (long wanted = pages(limit); wanted >= pages(bytes); wanted = pages(wanted / 2)) {
            long at = space.reserve(wanted);
            if (at != 0) {
                Reservation made = new Reservation(space, at, wanted);
                if (!space.commit(at, pages(size))) {
                    made.run();
                    return false;
                }
                MemorySegment.copy(ALL, address, ALL, at, size);
                cleanable = CLEANER.register(this, made);
                reservation = made;
                segment = null;
                address = at;
                return true;
            }
            if (wanted <= PAGE) {
                break;
            }
        }
        return false;
    }

    private static long pages(long bytes) {
        return Alignment.roundUp(bytes, PAGE);
    }

    private boolean commit(long bytes) {
        Reservation held = reservation;
        if (held == null || bytes > held.bytes) {
            return false;
        }
        long from = pages(size);
        long to = Math.min(pages(bytes), held.bytes);
        if (to > from && !held.space.commit(address + from, to - from)) {
            return false;
        }
        size = bytes;
        return true;
    }

    private boolean copyToLarger(long bytes) {
        MemorySegment old = segment;
        long before = address;
        long length = size;
        try {
            allocate(bytes);
        } catch (OutOfMemoryError e) {
            // The machine has less than this; a smaller step may do.
            return false;
        }
        MemorySegment.copy(ALL, before, ALL, address, length);
        Reference.reachabilityFence(old);
        return true;
    }

    /** Gives the memory of a range back as far as it can; the contents are undefined afterwards. */
    void discard(long from, long to) {
        long first = pages(from);
        long last = to & -PAGE;
        if (reservation != null && first < last) {
            reservation.space.discard(address + first, last - first);
        }
    }

    /** Gives everything back. An access through the address of before would end the process. */
    @Override
    public void close() {
        address = CLOSED;
        size = 0;
        segment = null;
        reservation = null;
        cleanable.clean();
    }
}
