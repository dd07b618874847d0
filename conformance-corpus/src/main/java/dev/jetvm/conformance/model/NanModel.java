package dev.jetvm.conformance.model;

import dev.jetvm.conformance.exchange.Plain;

/**
 * NaN-boxed words: a double is its own bits, every other value is encoded in the quiet-NaN space.
 *
 * <p>Clauses: NAN-01 to NAN-07.
 */
public final class NanModel {
    public static final long CANONICAL = 0x7FF8_0000_0000_0000L;
    public static final long SPACE = 0x7FFC_0000_0000_0000L;
    public static final long OBJECT = 0xFFFC_0000_0000_0000L;

    private NanModel() {}

    /** The word of a tagged payload: {@code tag} in the bits from 32 upwards, {@code low} in bits 0 to 31. */
    public static long word(int tag, int low) {
        return SPACE | (long) tag << 32 | (low & 0xFFFF_FFFFL);
    }

    /** The bits with every NaN replaced by the canonical one. */
    public static long canonical(long bits) {
        return (bits & Long.MAX_VALUE) > 0x7FF0_0000_0000_0000L ? CANONICAL : bits;
    }

    public static Reading read(long word) {
        if ((word & SPACE) != SPACE) {
            return Reading.of("float64", Plain.float64(canonical(word)));
        }
        if (word < 0) {
            return object(word);
        }
        int low = (int) word;
        return switch ((int) (word >>> 32 & 0x3_FFFF)) {
            case 1 -> low != 0 ? Reading.malformed("nan-payload") : Reading.of("nil", Plain.nil());
            case 2 -> low != 0 ? Reading.malformed("nan-payload") : Reading.of("bool", Plain.bool(false));
            case 3 -> low != 0 ? Reading.malformed("nan-payload") : Reading.of("bool", Plain.bool(true));
            case 4 -> Reading.of("int", Plain.integer(low));
            case 6 -> Reading.of("float32", Plain.float32(low));
            case 7 -> TaggedModel.isScalar(low & 0xFFFF_FFFFL)
                    ? Reading.of("char", Plain.character(low))
                    : Reading.malformed("char-scalar");
            case 8 -> Reading.of("symbol", Plain.symbol(low & 0xFFFF_FFFFL));
            default -> Reading.malformed("nan-tag");
        };
    }

    private static Reading object(long word) {
        long address = word & 0x0000_FFFF_FFFF_FFFFL;
        if ((word >>> 48 & 3) != 0) {
            return Reading.malformed("nan-tag");
        }
        return address == 0 ? Reading.malformed("ref-null") : Reading.of("ref", Plain.ref(address));
    }
}
