package dev.jetvm.conformance.model;

import dev.jetvm.conformance.exchange.Plain;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tagged words: tag in bits 0-2, payload in bits 3-63.
 *
 * <p>Clauses: VAL-01 to VAL-16, STR-05.
 */
public final class TaggedModel {
    public static final long MIN_INT = -(1L << 60);
    public static final long MAX_INT = (1L << 60) - 1;
    private static final long FLOAT64_HINT = 0xF640;

    private TaggedModel() {}

    public static boolean isScalar(long code) {
        return code >= 0 && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
    }

    /** The word of a string of at most 7 bytes. */
    public static long smallString(byte[] bytes) {
        long word = 6 | (long) bytes.length << 3;
        for (int i = 0; i < bytes.length; i++) {
            word |= (bytes[i] & 0xFFL) << (8 + 8 * i);
        }
        return word;
    }

    public static Reading read(long word) {
        long payload = word >>> 3;
        return switch ((int) (word & 7)) {
            case 0 -> Reading.of("int", Plain.integer(word >> 3));
            case 1 -> payload > 1 ? Reading.malformed("bool-payload") : Reading.of("bool", Plain.bool(payload == 1));
            case 2 -> payload != 0 ? Reading.malformed("nil-payload") : Reading.of("nil", Plain.nil());
            case 3 -> (word & 0xFFFF_FFF8L) != 0
                    ? Reading.malformed("float32-padding")
                    : Reading.of("float32", Plain.float32((int) (word >>> 32)));
            case 4 -> isScalar(payload)
                    ? Reading.of("char", Plain.character((int) payload))
                    : Reading.malformed("char-scalar");
            case 5 -> Reading.of("symbol", Plain.symbol(payload));
            case 6 -> string(word);
            default -> reference(word);
        };
    }

    private static Reading string(long word) {
        int length = (int) (word >>> 3 & 7);
        byte[] storage = new byte[7];
        for (int i = 0; i < 7; i++) {
            storage[i] = (byte) (word >>> (8 + 8 * i));
        }
        byte[] text = Arrays.copyOf(storage, length);
        Set<String> faults = new LinkedHashSet<>();
        if ((word & 0xC0) != 0) {
            faults.add("string-reserved");
        }
        if (smallString(text) != (word & ~0xC0L)) {
            faults.add("string-padding");
        }
        if (Utf8Model.firstIllFormed(text) >= 0) {
            faults.add("utf8");
        }
        return faults.isEmpty() ? Reading.of("string", Plain.string(text)) : Reading.malformed(faults);
    }

    private static Reading reference(long word) {
        long hint = word >>> 48;
        long address = word & 0x0000_FFFF_FFFF_FFF8L;
        if (hint != 0 && hint != FLOAT64_HINT) {
            return Reading.malformed("ref-hint");
        }
        if (address == 0) {
            return Reading.malformed("ref-null");
        }
        return hint == 0
                ? Reading.of("ref", Plain.ref(address))
                : Reading.of("float64", Plain.float64Ref(address));
    }
}
