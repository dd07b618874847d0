package dev.jetvm.runtime.memory;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * A growable range of native memory. The first growth reserves address space up to the limit and copies the initial
 * contents into it. Each later growth commits more of the reservation and copies nothing.
 *
 * <p>An extent begins small and outside the reservation, because the functions of {@link AddressSpace} add tens of
 * milliseconds to the startup and most programs never need them. If they are missing or the system refuses to reserve,
 * every growth allocates a new range and copies; then the JVM's limit of direct memory (-XX:MaxDirectMemorySize)
 * applies.
 *
 * <p>{@link #close} releases the reservation, as does the cleaner when the extent is unreachable. An extent has no
 * lock: the caller of {@link #grow} or {@link #close} ensures that no other thread uses it.
 */
final class Extent implements AutoCloseable {
    /** All addresses. A constant, so that compiled code neither loads a base object nor checks an upper bound. */
    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    /** A constant, so that compiled code contains only the chosen form. */
    static final boolean CHECKED = MemoryForm.chosen() == MemoryForm.CHECKED;
    /** The base address of a closed extent. Every access fails: the segment {@link #ALL} rejects negative addresses. */
    static final long CLOSED = Long.MIN_VALUE / 2;

    private static final int PAGE = 65_536;
    /** Of all native memory of the runtime: a cleaner has a thread. */
    static final Cleaner CLEANER = Cleaner.create();

    private final long limit;
    private long address;
    private long size;
    private @Nullable Reservation reservation;
    /** The memory while there is no reservation. */
    private @Nullable NativeBlock block;
    /** Releases the reservation. */
    private Cleaner.@Nullable Cleanable cleanable;

    /** Reserved address space; {@link #run} releases it, once. */
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
     * @param limit the maximum size in bytes, not below {@code size}
     * @throws OutOfMemoryError if the memory is not available
     */
    Extent(long size, long limit) {
        this.limit = limit;
        allocate(size);
    }

    private void allocate(long bytes) {
        NativeBlock fresh = NativeBlock.ofZeros(Math.max(Long.BYTES, bytes));
        block = fresh;
        address = fresh.address();
        size = bytes;
    }

    /** The machine address of the first byte, valid until the next {@link #grow}. Negative after {@link #close}. */
    long address() {
        return address;
    }

    /** The machine address of an offset. Only the checked form checks that {@code length} bytes are in the extent. */
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
     * Enlarges the extent; new bytes are zero. Its address may change until it is in the reservation.
     *
     * @param bytes the new size, a multiple of 8; the call has no effect if it is not above the current size
     * @return false if the limit or the system does not allow it; the extent is then unchanged
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

    /** Initialises the functions that the first growth needs. */
    static void prepareToGrow() {
        boolean ignored = AddressSpace.INSTANCE.isPresent();
    }

    /**
     * Reserves as much of the limit as the system allows and moves the contents there. Returns false if it allows less
     * than {@code bytes}.
     */
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
                NativeBlock.release(block);
                block = null;
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
        NativeBlock old = block;
        long before = address;
        long length = size;
        try {
            allocate(bytes);
        } catch (OutOfMemoryError e) {
            // The caller may try a smaller size.
            return false;
        }
        MemorySegment.copy(ALL, before, ALL, address, length);
        NativeBlock.release(old);
        return true;
    }

    /** Returns the memory of the whole pages of a range to the system; the contents are undefined afterwards. */
    void discard(long from, long to) {
        long first = pages(from);
        long last = to & -PAGE;
        if (reservation != null && first < last) {
            reservation.space.discard(address + first, last - first);
        }
    }

    /** Releases all memory. An access through an earlier machine address may terminate the process. */
    @Override
    public void close() {
        address = CLOSED;
        size = 0;
        NativeBlock.release(block);
        block = null;
        reservation = null;
        if (cleanable != null) {
            cleanable.clean();
        }
    }
}
