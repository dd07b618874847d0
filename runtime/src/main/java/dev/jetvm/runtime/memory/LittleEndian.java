package dev.jetvm.runtime.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads and writes numbers in a heap image, which is little-endian. */
public final class LittleEndian {
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    public static int int32(byte[] image, int offset) {
        return (int) INT32.get(image, offset);
    }

    public static void setInt32(byte[] image, int offset, int value) {
        INT32.set(image, offset, value);
    }

    public static long int64(byte[] image, int offset) {
        return (long) INT64.get(image, offset);
    }

    public static void setInt64(byte[] image, int offset, long value) {
        INT64.set(image, offset, value);
    }

    /** Reads a zero-extended number. @param size 1 to 8 bytes */
    public static long unsigned(byte[] image, int offset, int size) {
        long value = 0;
        for (int k = size - 1; k >= 0; k--) {
            value = value << 8 | image[offset + k] & 0xFF;
        }
        return value;
    }

    /** Writes the low {@code size} bytes of a value. */
    public static void setUnsigned(byte[] image, int offset, int size, long value) {
        for (int k = 0; k < size; k++) {
            image[offset + k] = (byte) (value >>> 8 * k);
        }
    }
}
