package dev.jetvm.runtime.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteOrder;

/**
 * The bytes that all Jet objects are made of. Addresses are bytes, counted from the beginning of the memory; word
 * addresses are multiples of 8. A heap image is little-endian whatever the machine is.
 *
 * <p>The memory is native ({@link Extent}), so that it grows without being copied. A word of Jet holds an offset and not
 * the address of the machine: tables beside the heap are indexed by it, two heaps of one process give out the same
 * addresses, and runs can be repeated. The machine's address is {@code base} more, and what does not move keeps it,
 * so foreign code can be given it. What the addition costs was measured (benchmarks/README.adoc).
 *
 * <p>In the fast form an access outside the memory ends the process or reads what is there. The checked form, chosen by
 * {@link MemoryForm}, raises {@link WildAddressException} for it, and for an access to what {@link #spoil} named.
 *
 * <p>{@link #grow} and {@link #close} are only for a moment in which nobody else touches the memory.
 */
public final class Memory implements AutoCloseable {
    private static final boolean CHECKED = Extent.CHECKED;
    private static final MemorySegment ALL = Extent.ALL;
    private static final ValueLayout.OfLong INT64 = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort INT16 = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle WORD = INT64.varHandle();
    /** Lines of 128 bytes can be numbered by ints then. */
    private static final long LARGEST = 1L << 38;
    /** Up to here a loop is faster than a call of the JVM's own routine. In bytes. */
    private static final int SHORT = 64;

    private final Extent extent;
    /** What {@code extent} says; here, so that an access loads it from one place. */
    private long base;
    private long size;
    /** Only in the checked form: a byte for each word, 1 where nothing may be read. */
    private final Extent spoilt;

    /** @param size in bytes, a multiple of 8 */
    public Memory(long size) {
        if (size < 0 || size % Long.BYTES != 0 || size > LARGEST) {
            throw new IllegalArgumentException("size " + size);
        }
        extent = new Extent(size, LARGEST);
        spoilt = new Extent(CHECKED ? Alignment.roundUp(size / Long.BYTES, Long.BYTES) : 0, LARGEST / Long.BYTES);
        adopt();
    }

    private void adopt() {
        base = extent.address();
        size = extent.size();
    }

    /** The most bytes that one memory can have: what address space is reserved for. */
    public static long largest() {
        return LARGEST;
    }

    /** The form that the process uses. */
    public static MemoryForm form() {
        return CHECKED ? MemoryForm.CHECKED : MemoryForm.FAST;
    }

    /**
     * Makes the memory larger; what it holds keeps its address. Nobody else may use it meanwhile.
     *
     * @param bytes the new size, a multiple of 8; nothing happens if it is not above the present one
     * @return false if the machine has not so much; the memory is as before then
     */
    public boolean grow(long bytes) {
        boolean grown = (!CHECKED || spoilt.grow(Alignment.roundUp(bytes / Long.BYTES, Long.BYTES)))
                && extent.grow(bytes);
        adopt();
        return grown;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** Gives the memory back to the system. Every later access raises {@link IndexOutOfBoundsException}. */
    @Override
    public void close() {
        extent.close();
        spoilt.close();
        adopt();
    }

    /** Does outside a pause what the first {@link #grow} would need tens of milliseconds for. */
    static void prepareToGrow() {
        Extent.prepareToGrow();
    }

    /** Gives the memory of a range back to the system; what the range holds is undefined until it is written. */
    public void discard(long from, long to) {
        extent.discard(from, to);
    }

    /** Nothing may be read from a range of whole words until {@link #clear} names it. Only the checked form checks. */
    public void markReclaimed(long from, long to) {
        if (CHECKED) {
            mark(from, to, 1);
        }
    }

    private void mark(long from, long to, int mark) {
        check(from, to - from, Long.BYTES);
        long words = (to - from) / Long.BYTES;
        ALL.asSlice(spoilt.at(from / Long.BYTES, words), words).fill((byte) mark);
    }

    /** The address of the machine for an address of this memory. */
    private long at(long address, int length, int align) {
        if (CHECKED) {
            check(address, length, align);
            checkClean(address, length);
        }
        return base + address;
    }

    private void check(long address, long length, int align) {
        if (address < 0 || length < 0 || length > size - address) {
            throw new WildAddressException(address, length, "the memory has " + size);
        }
        if ((address & align - 1) != 0) {
            throw new WildAddressException(address, length, "not a multiple of " + align);
        }
    }

    private void checkClean(long address, long length) {
        long end = address + length;
        for (long word = address / Long.BYTES; word * Long.BYTES < end; word++) {
            if (ALL.get(JAVA_BYTE, spoilt.address() + word) != 0) {
                throw new WildAddressException(address, length, "reclaimed, or never given out");
            }
        }
    }

    private long range(long address, long length, int align) {
        if (CHECKED) {
            check(address, length, align);
            checkClean(address, length);
        }
        return base + address;
    }

    public long word(long address) {
        return (long) WORD.get(ALL, at(address, Long.BYTES, Long.BYTES));
    }

    public void setWord(long address, long word) {
        WORD.set(ALL, at(address, Long.BYTES, Long.BYTES), word);
    }

    public long wordAcquire(long address) {
        return (long) WORD.getAcquire(ALL, at(address, Long.BYTES, Long.BYTES));
    }

    public void setWordRelease(long address, long word) {
        WORD.setRelease(ALL, at(address, Long.BYTES, Long.BYTES), word);
    }

    /**
     * A word as whole as any, in no order with others.
     *
     * @spec VAL-19
     */
    public long wordOpaque(long address) {
        return (long) WORD.getOpaque(ALL, at(address, Long.BYTES, Long.BYTES));
    }

    public void setWordOpaque(long address, long word) {
        WORD.setOpaque(ALL, at(address, Long.BYTES, Long.BYTES), word);
    }

    /** Atomic; true if the word was {@code expected} and now is {@code word}. */
    public boolean compareAndSetWord(long address, long expected, long word) {
        return WORD.compareAndSet(ALL, at(address, Long.BYTES, Long.BYTES), expected, word);
    }

    public int int32(long address) {
        return ALL.get(INT32, at(address, Integer.BYTES, 1));
    }

    public void setInt32(long address, int value) {
        ALL.set(INT32, at(address, Integer.BYTES, 1), value);
    }

    public int int16(long address) {
        return ALL.get(INT16, at(address, Short.BYTES, 1));
    }

    public void setInt16(long address, int value) {
        ALL.set(INT16, at(address, Short.BYTES, 1), (short) value);
    }

    public int int8(long address) {
        return ALL.get(JAVA_BYTE, at(address, 1, 1));
    }

    public void setInt8(long address, int value) {
        ALL.set(JAVA_BYTE, at(address, 1, 1), (byte) value);
    }

    /** Copies {@code image} to {@code address}. */
    public void setBytes(long address, byte[] image) {
        MemorySegment.copy(MemorySegment.ofArray(image), 0, ALL, range(address, image.length, 1), image.length);
        Reference.reachabilityFence(this);
    }

    public byte[] bytes(long address, int length) {
        byte[] image = ALL.asSlice(range(address, length, 1), length).toArray(JAVA_BYTE);
        Reference.reachabilityFence(this);
        return image;
    }

    /** Whether two ranges hold the same bytes. */
    public boolean equalBytes(long left, long right, long length) {
        long first = range(left, length, 1);
        long second = range(right, length, 1);
        boolean equal = MemorySegment.mismatch(ALL, first, first + length, ALL, second, second + length) < 0;
        Reference.reachabilityFence(this);
        return equal;
    }

    /** Sets every word of a range; both ends are word addresses. */
    public void fill(long from, long to, long word) {
        for (long at = range(from, to - from, Long.BYTES), end = base + to; at < end; at += Long.BYTES) {
            WORD.set(ALL, at, word);
        }
        Reference.reachabilityFence(this);
    }

    /** Sets a range of whole words to zero; from now on it may be read, whatever it was before. */
    public void clear(long from, long to) {
        if (CHECKED) {
            mark(from, to, 0);
        }
        if (to - from <= SHORT) {
            fill(from, to, 0);
        } else {
            ALL.asSlice(base + from, to - from).fill((byte) 0);
            Reference.reachabilityFence(this);
        }
    }

    /** Copies whole words; ranges may overlap. */
    public void copyWords(long from, long to, long length) {
        long source = range(from, length, Long.BYTES);
        long target = range(to, length, Long.BYTES);
        if (length <= SHORT && (to <= from || to >= from + length)) {
            for (long at = 0; at < length; at += Long.BYTES) {
                WORD.set(ALL, target + at, (long) WORD.get(ALL, source + at));
            }
        } else {
            MemorySegment.copy(ALL, source, ALL, target, length);
        }
        Reference.reachabilityFence(this);
    }

    /** Copies bytes; ranges may overlap. */
    public void copyBytes(long from, long to, long length) {
        long source = range(from, length, 1);
        MemorySegment.copy(ALL, source, ALL, range(to, length, 1), length);
        Reference.reachabilityFence(this);
    }
}
