package dev.jetvm.runtime.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteOrder;

/**
 * The memory that holds all Jet objects. An address is an offset in bytes from the beginning of the memory; the address
 * of a word is a multiple of 8. The contents are little-endian on every machine.
 *
 * <p>The memory is native ({@link Extent}), so that it grows without being copied. A reference holds an offset rather
 * than a machine address: the offset indexes the side tables of the heap, two heaps of one process allocate the same
 * addresses, and runs are repeatable. The machine address is {@code base} plus the offset. It is fixed for an object
 * that does not move, so foreign code can receive it. benchmarks/README.adoc reports the measured cost of the addition.
 *
 * <p>In the fast form an access outside the memory terminates the process or accesses unrelated memory. The checked
 * form, chosen by {@link MemoryForm}, raises {@link WildAddressException} for such an access, and for an access to a
 * range that {@link #spoil} marked.
 *
 * <p>No other thread may access the memory during {@link #grow} and {@link #close}.
 */
public final class Memory implements AutoCloseable {
    private static final boolean CHECKED = Extent.CHECKED;
    private static final MemorySegment ALL = Extent.ALL;
    private static final ValueLayout.OfLong INT64 = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort INT16 = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle WORD = INT64.varHandle();
    /** The maximum size: an int can number every line of 128 bytes. */
    private static final long LARGEST = 1L << 38;
    /** The length in bytes up to which a loop is faster than a bulk operation of the JVM. */
    private static final int SHORT = 64;

    private final Extent extent;
    /** Copies of the address and the size of {@code extent}, so that an access needs only one load. */
    private long base;
    private long size;
    /** One byte for each word, 1 if the word must not be accessed. Empty in the fast form. */
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

    /** The maximum size of a memory in bytes, for which address space is reserved. */
    public static long largest() {
        return LARGEST;
    }

    /** The form that the process uses. */
    public static MemoryForm form() {
        return CHECKED ? MemoryForm.CHECKED : MemoryForm.FAST;
    }

    /**
     * Enlarges the memory; its contents keep their addresses. No other thread may access it meanwhile.
     *
     * @param bytes the new size, a multiple of 8; the call has no effect if it is not above the current size
     * @return false if the memory is not available; the size is then unchanged
     */
    public boolean grow(long bytes) {
        boolean grown = (!CHECKED || spoilt.grow(Alignment.roundUp(bytes / Long.BYTES, Long.BYTES)))
                && extent.grow(bytes);
        adopt();
        return grown;
    }

    /** The size in bytes. */
    public long size() {
        return size;
    }

    /**
     * Returns the memory to the system. Every later access raises {@link IndexOutOfBoundsException}, or
     * {@link WildAddressException} in the checked form.
     */
    @Override
    public void close() {
        extent.close();
        spoilt.close();
        adopt();
    }

    /** Does the one-time initialisation of {@link #grow}, which costs tens of milliseconds, outside a pause. */
    static void prepareToGrow() {
        Extent.prepareToGrow();
    }

    /** Returns the memory of a range to the system; the contents of the range are undefined until they are written. */
    public void discard(long from, long to) {
        extent.discard(from, to);
    }

    /** Makes a range of whole words inaccessible until {@link #clear} covers it. Only the checked form enforces it. */
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

    /** The machine address of an address of this memory. */
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
     * Reads a word without tearing and without ordering with other accesses.
     *
     * @spec VAL-19
     */
    public long wordOpaque(long address) {
        return (long) WORD.getOpaque(ALL, at(address, Long.BYTES, Long.BYTES));
    }

    public void setWordOpaque(long address, long word) {
        WORD.setOpaque(ALL, at(address, Long.BYTES, Long.BYTES), word);
    }

    /** Replaces a word atomically if it is {@code expected}. Returns whether it did. */
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

    /** Sets a range of whole words to zero and makes it accessible again after {@link #spoil}. */
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

    /** Copies {@code length} bytes of whole words; the ranges may overlap. */
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

    /** Copies {@code length} bytes; the ranges may overlap. */
    public void copyBytes(long from, long to, long length) {
        long source = range(from, length, 1);
        MemorySegment.copy(ALL, source, ALL, range(to, length, 1), length);
        Reference.reachabilityFence(this);
    }
}
