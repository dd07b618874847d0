package dev.jetvm.conformance.model;

import java.math.BigInteger;

/**
 * The integer storage classes: their ranges and their little-endian encoding.
 *
 * <p>Clauses: VAL-18a, VAL-18b.
 */
public final class StorageModel {
    private StorageModel() {}

    public static boolean signed(String storageClass) {
        return storageClass.startsWith("i");
    }

    /** Width in bytes of an integer storage class. */
    public static int width(String storageClass) {
        return Integer.parseInt(storageClass.substring(1)) / 8;
    }

    public static BigInteger min(String storageClass) {
        return signed(storageClass)
                ? BigInteger.ONE.shiftLeft(8 * width(storageClass) - 1).negate()
                : BigInteger.ZERO;
    }

    public static BigInteger max(String storageClass) {
        int bits = 8 * width(storageClass) - (signed(storageClass) ? 1 : 0);
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    }

    public static boolean holds(String storageClass, BigInteger value) {
        return value.compareTo(min(storageClass)) >= 0 && value.compareTo(max(storageClass)) <= 0;
    }

    /** Two's complement of {@code value} in {@code width} bytes, least significant byte first. */
    public static byte[] littleEndian(BigInteger value, int width) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) {
            bytes[i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    /** Decodes the integer stored in these bytes. */
    public static BigInteger read(String storageClass, byte[] bytes) {
        BigInteger value = BigInteger.ZERO;
        for (int i = bytes.length - 1; i >= 0; i--) {
            value = value.shiftLeft(8).or(BigInteger.valueOf(bytes[i] & 0xFF));
        }
        return signed(storageClass) && value.testBit(8 * bytes.length - 1)
                ? value.subtract(BigInteger.ONE.shiftLeft(8 * bytes.length))
                : value;
    }
}
