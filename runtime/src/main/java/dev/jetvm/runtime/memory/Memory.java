package dev.jetvm.runtime.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes that all Jet objects are made of. Addresses are bytes; word addresses are multiples of 8.
 *
 * <p>Words go through the array's own {@link VarHandle}, which has every atomic mode; smaller parts and bulk copies go
 * through a segment over the same array, so that neighbouring parts of a word never tear each other. A heap image is
 * little-endian whatever the machine is.
 *
 * <p>{@link #grow} replaces the array, so it is only for a moment in which nobody else touches the memory.
 */
public final class Memory {
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final ValueLayout.OfInt INT32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort INT16 = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final boolean SWAP = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
    /** The longest array that every JVM can make, in words. */
    private static final long WORDS_MAX = Integer.MAX_VALUE - 8;

    private long[] words;
    private MemorySegment bytes;

    /** @param size in bytes, a multiple of 8 */
    public Memory(long size) {
        this.words = new long[length(size)];
        this.bytes = MemorySegment.ofArray(words);
    }

    private static int length(long size) {
        if (size < 0 || size % Long.BYTES != 0 || size / Long.BYTES > WORDS_MAX) {
            throw new IllegalArgumentException("size " + size);
        }
        return (int) (size / Long.BYTES);
    }

    /** The most bytes that one memory can have. */
    public static long largest() {
        return WORDS_MAX * Long.BYTES;
    }

    /**
     * Makes the memory larger; what it holds keeps its address. Nobody else may use it meanwhile.
     *
     * @param size in bytes, a multiple of 8, not below the present size
     * @throws OutOfMemoryError if the machine has not so much; the memory is as before then
     */
    public void grow(long size) {
        int length = length(size);
        if (length < words.length) {
            throw new IllegalArgumentException("a memory does not shrink");
        }
        words = Arrays.copyOf(words, length);
        bytes = MemorySegment.ofArray(words);
    }

    /** In bytes. */
    public long size() {
        return (long) words.length * Long.BYTES;
    }

    private static int index(long address) {
        if ((address & 7) != 0) {
            throw new IllegalArgumentException("not a word address: " + address);
        }
        return (int) (address >>> 3);
    }

    private static long order(long word) {
        return SWAP ? Long.reverseBytes(word) : word;
    }

    public long word(long address) {
        return order(words[index(address)]);
    }

    public void setWord(long address, long word) {
        words[index(address)] = order(word);
    }

    public long wordAcquire(long address) {
        return order((long) WORD.getAcquire(words, index(address)));
    }

    public void setWordRelease(long address, long word) {
        WORD.setRelease(words, index(address), order(word));
    }

    /** A word as whole as any, in no order with others. Clause: VAL-19. */
    public long wordOpaque(long address) {
        return order((long) WORD.getOpaque(words, index(address)));
    }

    public void setWordOpaque(long address, long word) {
        WORD.setOpaque(words, index(address), order(word));
    }

    /** Atomic; true if the word was {@code expected} and now is {@code word}. */
    public boolean compareAndSetWord(long address, long expected, long word) {
        return WORD.compareAndSet(words, index(address), order(expected), order(word));
    }

    public int int32(long address) {
        return bytes.get(INT32, address);
    }

    public void setInt32(long address, int value) {
        bytes.set(INT32, address, value);
    }

    public int int16(long address) {
        return bytes.get(INT16, address);
    }

    public void setInt16(long address, int value) {
        bytes.set(INT16, address, (short) value);
    }

    public int int8(long address) {
        return bytes.get(ValueLayout.JAVA_BYTE, address);
    }

    public void setInt8(long address, int value) {
        bytes.set(ValueLayout.JAVA_BYTE, address, (byte) value);
    }

    /** Copies {@code image} to {@code address}. */
    public void setBytes(long address, byte[] image) {
        MemorySegment.copy(MemorySegment.ofArray(image), 0, bytes, address, image.length);
    }

    public byte[] bytes(long address, int length) {
        return bytes.asSlice(address, length).toArray(ValueLayout.JAVA_BYTE);
    }

    /** Whether two ranges hold the same bytes. */
    public boolean equalBytes(long left, long right, long length) {
        return MemorySegment.mismatch(bytes, left, left + length, bytes, right, right + length) < 0;
    }

    /** Sets every word of a range; both ends are word addresses. */
    public void fill(long from, long to, long word) {
        Arrays.fill(words, index(from), index(to), order(word));
    }

    /** Copies whole words; ranges may overlap. */
    public void copyWords(long from, long to, long length) {
        System.arraycopy(words, index(from), words, index(to), index(length));
    }

    /** Copies bytes; ranges may overlap. */
    public void copyBytes(long from, long to, long length) {
        MemorySegment.copy(bytes, from, bytes, to, length);
    }
}
