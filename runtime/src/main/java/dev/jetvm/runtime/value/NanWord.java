package dev.jetvm.runtime.value;

import static dev.jetvm.runtime.value.NanConstants.*;

import dev.jetvm.runtime.panic.RejectException;
import org.jspecify.annotations.Nullable;

/**
 * The optional representation: NaN boxing. A double is its own word; other values are encoded as quiet NaNs.
 *
 * @spec NAN-01
 * @spec NAN-02
 * @spec NAN-03
 * @spec NAN-04
 * @spec NAN-05
 * @spec NAN-06
 * @spec NAN-07
 */
public final class NanWord {
    private NanWord() {}

    /**
     * Whether a word is a double.
     *
     * @spec NAN-04
     */
    public static boolean isDouble(long word) {
        return (word & BOX) != BOX;
    }

    /**
     * Replaces every NaN by the canonical NaN. Every encoded double passes through this method, because another NaN
     * could have the bits of a reference.
     *
     * @spec NAN-04
     */
    public static long canonical(long bits) {
        return Double.isNaN(Double.longBitsToDouble(bits)) ? CANONICAL_NAN : bits;
    }

    /**
     * Whether a value needs no box. Ints outside 32 bits and all strings need one.
     *
     * @spec NAN-03
     */
    public static boolean fitsWord(Value value) {
        return switch (value) {
            case Value.Int(long number) -> number == (int) number;
            case Value.Text _ -> false;
            default -> true;
        };
    }

    private static long tagged(int tag, int low) {
        return BOX | (long) tag << TAG_SHIFT | low & 0xFFFF_FFFFL;
    }

    /** The word of a reference, which may refer to a box. @throws RejectException invalid {@code ref-address} */
    public static long ofRef(long address) {
        if (address <= 0 || address >= ADDRESS_LIMIT) {
            throw RejectException.invalid("ref-address", "0x%X is zero or not below 2^48".formatted(address));
        }
        return SIGN | BOX | address;
    }

    /**
     * The word of a value that {@linkplain #fitsWord fits} one.
     *
     * @throws RejectException {@code char-scalar}, {@code symbol-range}, {@code ref-address}
     */
    public static long encode(Value value) {
        return switch (value) {
            case Value.Int(long number) -> tagged(TAG_INT, (int) number);
            case Value.Bool(boolean truth) -> tagged(truth ? TAG_TRUE : TAG_FALSE, 0);
            case Value.Nil _ -> tagged(TAG_NIL, 0);
            case Value.Float32(int bits) -> tagged(TAG_FLOAT32, bits);
            case Value.Float64(long bits) -> canonical(bits);
            case Value.Char(int scalar) -> tagged(TAG_CHAR, Checks.scalar(scalar));
            case Value.Symbol(long index) -> {
                if (index < 0 || index > 0xFFFF_FFFFL) {
                    throw RejectException.invalid("symbol-range",
                            Long.toUnsignedString(index) + " is not below 2^32");
                }
                yield tagged(TAG_SYMBOL, (int) index);
            }
            case Value.Ref(long address) -> ofRef(address);
            case Value.Float64Ref(long address) -> ofRef(address);
            case Value.Text _ -> throw new IllegalArgumentException("a string has no NaN-boxed word of its own");
        };
    }

    private static int tag(long word) {
        return (int) (word >>> TAG_SHIFT) & 0x3FFFF;
    }

    /**
     * The kind of a word. Every word has exactly one kind.
     *
     * @spec NAN-05
     */
    public static Kind classify(long word) {
        if (isDouble(word)) {
            return Kind.FLOAT64;
        }
        if (flaw(word) != null) {
            return Kind.MALFORMED;
        }
        if (word < 0) {
            return Kind.REF;
        }
        return switch (tag(word)) {
            case TAG_NIL -> Kind.NIL;
            case TAG_FALSE, TAG_TRUE -> Kind.BOOL;
            case TAG_INT -> Kind.INT;
            case TAG_FLOAT32 -> Kind.FLOAT32;
            case TAG_CHAR -> Kind.CHAR;
            default -> Kind.SYMBOL;
        };
    }

    /**
     * The value of a word.
     *
     * @throws RejectException malformed: {@code nan-tag}, {@code nan-payload}, {@code char-scalar}, {@code ref-null}
     */
    public static Value decode(long word) {
        if (isDouble(word)) {
            return new Value.Float64(canonical(word));
        }
        String flaw = flaw(word);
        if (flaw != null) {
            throw RejectException.malformed(flaw, "0x%016X is no NaN-boxed value".formatted(word));
        }
        if (word < 0) {
            return new Value.Ref(word & ADDRESS_LIMIT - 1);
        }
        return switch (tag(word)) {
            case TAG_NIL -> Value.Nil.NIL;
            case TAG_FALSE -> new Value.Bool(false);
            case TAG_TRUE -> new Value.Bool(true);
            case TAG_INT -> new Value.Int((int) word);
            case TAG_FLOAT32 -> new Value.Float32((int) word);
            case TAG_CHAR -> new Value.Char((int) word);
            default -> new Value.Symbol(word & 0xFFFF_FFFFL);
        };
    }

    /** The code of the flaw of a word that is not a double, or null if the word is well-formed. */
    private static @Nullable String flaw(long word) {
        if (word < 0) {
            if ((word & 0x3_0000_0000_0000L) != 0) {
                return "nan-tag";
            }
            return (word & ADDRESS_LIMIT - 1) == 0 ? "ref-null" : null;
        }
        return switch (tag(word)) {
            case TAG_NIL, TAG_FALSE, TAG_TRUE -> (int) word == 0 ? null : "nan-payload";
            case TAG_INT, TAG_FLOAT32, TAG_SYMBOL -> null;
            case TAG_CHAR -> Checks.isScalar(word & 0xFFFF_FFFFL) ? null : "char-scalar";
            default -> "nan-tag";
        };
    }
}
