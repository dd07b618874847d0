package dev.jetvm.runtime.value;

/**
 * The tags, masks and limits of a tagged word. Bit 0 is the lowest.
 *
 * <pre>
 *  63                                     3 2   0
 * +----------------------------------------+-----+
 * | payload                                | tag |
 * +----------------------------------------+-----+
 * </pre>
 *
 * @spec VAL-01
 * @spec VAL-02
 * @spec VAL-03
 * @spec VAL-11
 * @spec STR-05
 * @spec VAL-17
 */
public final class ValueConstants {
    private ValueConstants() {}

    public static final int TAG_BITS = 3;
    public static final long TAG_MASK = 0x7;

    public static final int TAG_INT = 0;
    public static final int TAG_BOOL = 1;
    public static final int TAG_NIL = 2;
    public static final int TAG_FLOAT32 = 3;
    public static final int TAG_CHAR = 4;
    public static final int TAG_SYMBOL = 5;
    public static final int TAG_SMALLSTR = 6;
    public static final int TAG_REF = 7;

    public static final int INT_BITS = 61;
    public static final long INT_MAX = (1L << 60) - 1;
    public static final long INT_MIN = -(1L << 60);

    public static final long FALSE = 0x1;
    public static final long TRUE = 0x9;
    public static final long NIL = 0x2;

    /** The float32 bits are the upper half of the word. */
    public static final int FLOAT32_SHIFT = 32;

    public static final int CHAR_MAX = 0x10FFFF;
    public static final int SURROGATE_FIRST = 0xD800;
    public static final int SURROGATE_LAST = 0xDFFF;

    public static final long SYMBOL_LIMIT = 1L << 61;

    public static final int SMALLSTR_MAX = 7;
    public static final int SMALLSTR_LENGTH_SHIFT = 3;
    public static final long SMALLSTR_RESERVED = 0xC0;

    /** Bits 3 to 47: an address is a multiple of 8 below 2^48. */
    public static final long ADDRESS_MASK = 0x0000_FFFF_FFFF_FFF8L;
    public static final int HINT_SHIFT = 48;
    /** Bits 48 to 63 of a reference to a float64 box; mandatory. */
    public static final int FLOAT64_HINT = 0xF640;
}
