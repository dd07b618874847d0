package dev.jetvm.runtime.value;

/**
 * The bit patterns, tags and limits of a NaN-boxed word.
 *
 * @spec NAN-01
 * @spec NAN-02
 * @spec NAN-07
 */
public final class NanConstants {
    private NanConstants() {}

    /** A word with all these bits set is not a double: a quiet NaN with one more bit than any arithmetic result. */
    public static final long BOX = 0x7FFC_0000_0000_0000L;
    public static final long SIGN = 0x8000_0000_0000_0000L;
    /** The only NaN that a program can observe. */
    public static final long CANONICAL_NAN = 0x7FF8_0000_0000_0000L;
    public static final int TAG_SHIFT = 32;
    public static final long ADDRESS_LIMIT = 1L << 48;

    public static final int TAG_NIL = 1;
    public static final int TAG_FALSE = 2;
    public static final int TAG_TRUE = 3;
    public static final int TAG_INT = 4;
    public static final int TAG_FLOAT32 = 6;
    public static final int TAG_CHAR = 7;
    public static final int TAG_SYMBOL = 8;
}
