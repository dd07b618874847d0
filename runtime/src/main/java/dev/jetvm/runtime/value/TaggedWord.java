package dev.jetvm.runtime.value;

import static dev.jetvm.runtime.value.ValueConstants.*;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.text.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * The normative representation: a tag of 3 bits and a payload of 61 bits.
 *
 * @spec VAL-01
 * @spec VAL-02
 * @spec VAL-03
 * @spec VAL-04
 * @spec VAL-05a
 * @spec VAL-05b
 * @spec VAL-05c
 * @spec VAL-05d
 * @spec VAL-05e
 * @spec VAL-06
 * @spec VAL-07
 * @spec VAL-08
 * @spec VAL-09
 * @spec VAL-10
 * @spec VAL-10a
 * @spec VAL-11
 * @spec VAL-12
 * @spec VAL-13
 * @spec VAL-14
 * @spec VAL-15
 * @spec VAL-16
 * @spec STR-05
 */
public final class TaggedWord {
    private TaggedWord() {}

    /**
     * The word of an int. The caller has checked the range.
     *
     * @spec VAL-03
     */
    public static long ofInt(long number) {
        return number << TAG_BITS;
    }

    /**
     * @spec VAL-06
     */
    public static long ofBool(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    /**
     * @spec VAL-08
     */
    public static long ofFloat32(int bits) {
        return (long) bits << FLOAT32_SHIFT | TAG_FLOAT32;
    }

    /**
     * @spec VAL-12
     */
    public static long ofChar(int scalar) {
        return (long) scalar << TAG_BITS | TAG_CHAR;
    }

    /**
     * @spec VAL-13
     */
    public static long ofSymbol(long index) {
        return index << TAG_BITS | TAG_SYMBOL;
    }

    /**
     * @spec VAL-14
     */
    public static long ofRef(long address) {
        return address | TAG_REF;
    }

    /**
     * @spec VAL-11
     */
    public static long ofFloat64Ref(long address) {
        return (long) FLOAT64_HINT << HINT_SHIFT | address | TAG_REF;
    }

    /**
     * The word of a string of up to seven bytes. Byte k is at bits 8+8k, the length at bits 3 to 5.
     *
     * @spec STR-05
     */
    public static long ofSmallString(byte[] utf8) {
        long word = (long) utf8.length << SMALLSTR_LENGTH_SHIFT | TAG_SMALLSTR;
        for (int k = 0; k < utf8.length; k++) {
            word |= (utf8[k] & 0xFFL) << 8 + 8 * k;
        }
        return word;
    }

    public static boolean fitsWord(Value value) {
        return switch (value) {
            case Value.Float64 _ -> false;
            case Value.Text text -> text.utf8().length <= SMALLSTR_MAX;
            default -> true;
        };
    }

    /**
     * Returns the value if it is well-formed.
     *
     * @throws RejectException as {@link #encode}, also for a value that needs a box
     */
    public static Value requireValue(Value value) {
        if (fitsWord(value)) {
            encode(value);
        } else if (value instanceof Value.Text(byte[] utf8)) {
            Checks.utf8(utf8);
        }
        return value;
    }

    /**
     * The word of a value that {@linkplain #fitsWord fits} one.
     *
     * @throws RejectException {@code int-range}, {@code char-scalar}, {@code symbol-range}, {@code ref-address},
     *         {@code utf8}
     */
    public static long encode(Value value) {
        return switch (value) {
            case Value.Int(long number) -> ofInt(Checks.intRange(number));
            case Value.Bool(boolean truth) -> ofBool(truth);
            case Value.Nil _ -> NIL;
            case Value.Float32(int bits) -> ofFloat32(bits);
            case Value.Char(int scalar) -> ofChar(Checks.scalar(scalar));
            case Value.Symbol(long index) -> {
                if (index < 0 || index >= SYMBOL_LIMIT) {
                    throw RejectException.invalid("symbol-range",
                            Long.toUnsignedString(index) + " is not below 2^61");
                }
                yield ofSymbol(index);
            }
            case Value.Text(byte[] utf8) -> ofSmallString(Checks.utf8(utf8));
            case Value.Ref(long address) -> ofRef(Checks.address(address));
            case Value.Float64Ref(long address) -> ofFloat64Ref(Checks.address(address));
            case Value.Float64 _ -> throw new IllegalArgumentException("a float64 has no word of its own");
        };
    }

    /**
     * The kind of a word. Every word has exactly one kind.
     *
     * @spec VAL-16
     */
    public static Kind classify(long word) {
        if (flaw(word) != null) {
            return Kind.MALFORMED;
        }
        return switch ((int) (word & TAG_MASK)) {
            case TAG_INT -> Kind.INT;
            case TAG_BOOL -> Kind.BOOL;
            case TAG_NIL -> Kind.NIL;
            case TAG_FLOAT32 -> Kind.FLOAT32;
            case TAG_CHAR -> Kind.CHAR;
            case TAG_SYMBOL -> Kind.SYMBOL;
            case TAG_SMALLSTR -> Kind.STRING;
            default -> hint(word) == FLOAT64_HINT ? Kind.FLOAT64 : Kind.REF;
        };
    }

    /**
     * The value of a word.
     *
     * @throws RejectException malformed, with the code of the first flaw
     */
    public static Value decode(long word) {
        String flaw = flaw(word);
        if (flaw != null) {
            throw RejectException.malformed(flaw, "0x%016X is no value".formatted(word));
        }
        return switch ((int) (word & TAG_MASK)) {
            case TAG_INT -> new Value.Int(word >> TAG_BITS);
            case TAG_BOOL -> new Value.Bool(word == TRUE);
            case TAG_NIL -> Value.Nil.NIL;
            case TAG_FLOAT32 -> new Value.Float32((int) (word >>> FLOAT32_SHIFT));
            case TAG_CHAR -> new Value.Char((int) (word >>> TAG_BITS));
            case TAG_SYMBOL -> new Value.Symbol(word >>> TAG_BITS);
            case TAG_SMALLSTR -> new Value.Text(smallBytes(word));
            default -> hint(word) == FLOAT64_HINT
                    ? new Value.Float64Ref(word & ADDRESS_MASK)
                    : new Value.Ref(word & ADDRESS_MASK);
        };
    }

    private static int hint(long word) {
        return (int) (word >>> HINT_SHIFT);
    }

    private static byte[] smallBytes(long word) {
        byte[] bytes = new byte[(int) (word >>> SMALLSTR_LENGTH_SHIFT) & 7];
        for (int k = 0; k < bytes.length; k++) {
            bytes[k] = (byte) (word >>> 8 + 8 * k);
        }
        return bytes;
    }

    /** The code of the flaw of a word, or null. Each value has exactly one word (ERR-057), so unused bits are zero. */
    private static @Nullable String flaw(long word) {
        return switch ((int) (word & TAG_MASK)) {
            case TAG_BOOL -> word == TRUE || word == FALSE ? null : "bool-payload";
            case TAG_NIL -> word == NIL ? null : "nil-payload";
            case TAG_FLOAT32 -> (word & 0xFFFF_FFF8L) == 0 ? null : "float32-padding";
            case TAG_CHAR -> Checks.isScalar(word >>> TAG_BITS) ? null : "char-scalar";
            case TAG_SMALLSTR -> smallStringFlaw(word);
            case TAG_REF -> hint(word) != 0 && hint(word) != FLOAT64_HINT
                    ? "ref-hint"
                    : (word & ADDRESS_MASK) == 0 ? "ref-null" : null;
            default -> null;
        };
    }

    private static @Nullable String smallStringFlaw(long word) {
        if ((word & SMALLSTR_RESERVED) != 0) {
            return "string-reserved";
        }
        byte[] bytes = smallBytes(word);
        if (word != ofSmallString(bytes)) {
            return "string-padding";
        }
        return Utf8.firstIllFormed(bytes) < 0 ? null : "utf8";
    }
}
