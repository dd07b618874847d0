package dev.jetvm.runtime.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes that all Jet objects are made of. Addresses are bytes; word addresses are multiples of 8.
 *
 * <p>Words go through the array's own {@link VarHandle}, which has every atomic mode; smaller parts and bulk copies go
 * through a segment over the same array, so that neighbouring parts of a word never tear each other. A heap image is
 * little-endian whatever the machine is.
 */
public final class Memory {
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final ValueLayout.OfInt INT32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final boolean SWAP = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;

    private final long[] words;
    private final MemorySegment bytes;

    /** @param size in bytes, a multiple of 8 */
    public Memory(long size) {
        if (size < 0 || size % Long.BYTES != 0 || size / Long.BYTES > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("size " + size);
        }
        this.words = new long[(int) (size / Long.BYTES)];
        this.bytes = MemorySegment.ofArray(words);
    }

    /** In bytes. */
    public long size() {
        return bytes.byteSize();
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

    /** Copies {@code image} to {@code address}. */
    public void setBytes(long address, byte[] image) {
        MemorySegment.copy(MemorySegment.ofArray(image), 0, bytes, address, image.length);
    }

    public byte[] bytes(long address, int length) {
        return bytes.asSlice(address, length).toArray(ValueLayout.JAVA_BYTE);
    }
}
