package dev.jetvm.runtime.value;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;
import dev.jetvm.runtime.panic.RejectException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The storage of a value in a typed field or array element: little-endian, aligned to its size.
 *
 * @spec VAL-18a
 * @spec VAL-18b
 */
public enum StorageClass {
    I8(1, Rule.SIGNED), I16(2, Rule.SIGNED), I32(4, Rule.SIGNED), I64(8, Rule.SIGNED), //
    U8(1, Rule.UNSIGNED), U16(2, Rule.UNSIGNED), U32(4, Rule.UNSIGNED), U64(8, Rule.UNSIGNED), //
    F32(4, Rule.FLOAT32), F64(8, Rule.FLOAT64), BOOL(1, Rule.BOOL), CHAR(4, Rule.CHAR), REF(8, Rule.REF);

    private enum Rule {
        SIGNED, UNSIGNED, FLOAT32, FLOAT64, BOOL, CHAR, REF
    }

    private final int size;
    private final Rule rule;

    StorageClass(int size, Rule rule) {
        this.size = size;
        this.rule = rule;
    }

    /** The size in bytes, which is also the alignment. */
    public int size() {
        return size;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<StorageClass> ofWire(String word) {
        return Arrays.stream(values()).filter(type -> type.wire().equals(word)).findFirst();
    }

    /**
     * Encodes a value for storing.
     *
     * @return the bits to store, in the low {@code 8 * size()} bits
     * @throws PanicException {@code int-overflow} if an int does not fit, {@code type} for a value of another kind
     * @throws RejectException {@code int-range}, {@code char-scalar}, or for {@code ref} as {@link TaggedWord#encode}
     */
    public long store(Value value) {
        return switch (rule) {
            case SIGNED, UNSIGNED -> value instanceof Value.Int(long number) ? fitting(number) : wrongKind();
            case FLOAT32 -> value instanceof Value.Float32(int bits) ? bits & 0xFFFF_FFFFL : wrongKind();
            case FLOAT64 -> value instanceof Value.Float64(long bits) ? bits : wrongKind();
            case BOOL -> value instanceof Value.Bool(boolean truth) ? truth ? 1 : 0 : wrongKind();
            case CHAR -> value instanceof Value.Char(int scalar) ? Checks.scalar(scalar) : wrongKind();
            case REF -> TaggedWord.fitsWord(value) ? TaggedWord.encode(value) : wrongKind();
        };
    }

    private long wrongKind() {
        throw new PanicException(PanicCode.TYPE, "a value of another kind cannot be stored as " + wire());
    }

    private long fitting(long number) {
        int bits = 8 * size;
        Checks.intRange(number);
        boolean fits = rule == Rule.SIGNED
                ? bits == 64 || number >> bits - 1 == number >> 63
                : number >= 0 && (bits == 64 || number >>> bits == 0);
        if (!fits) {
            throw new PanicException(PanicCode.INT_OVERFLOW, number + " does not fit " + wire());
        }
        return number;
    }

    /**
     * Decodes stored bits.
     *
     * @param bits the stored bytes, zero-extended
     * @throws PanicException {@code int-overflow} if 64 stored bits do not fit an int
     * @throws RejectException malformed, for bits that {@link #store} never produces
     */
    public Value load(long bits) {
        return switch (rule) {
            case SIGNED ->
                new Value.Int(Arithmetic.checked(bits << 64 - 8 * size >> 64 - 8 * size, "loading " + wire()));
            case UNSIGNED -> new Value.Int(unsigned(bits));
            case FLOAT32 -> new Value.Float32((int) bits);
            case FLOAT64 -> new Value.Float64(bits);
            case BOOL -> {
                if (bits > 1) {
                    throw RejectException.malformed("bool-payload", bits + " is neither 0 nor 1");
                }
                yield new Value.Bool(bits == 1);
            }
            case CHAR -> {
                if (!Checks.isScalar(bits)) {
                    throw RejectException.malformed("char-scalar", bits + " is no Unicode scalar value");
                }
                yield new Value.Char((int) bits);
            }
            case REF -> TaggedWord.decode(bits);
        };
    }

    private long unsigned(long bits) {
        if (bits < 0) {
            throw new PanicException(PanicCode.INT_OVERFLOW, Long.toUnsignedString(bits) + " does not fit an int");
        }
        return Arithmetic.checked(bits, "loading " + wire());
    }
}
