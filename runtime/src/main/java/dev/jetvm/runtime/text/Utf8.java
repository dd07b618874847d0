package dev.jetvm.runtime.text;

import dev.jetvm.runtime.panic.RejectException;
import java.io.ByteArrayOutputStream;

/**
 * Well-formed UTF-8 (Unicode 3.9, table 3-7): no overlong forms, no surrogates, no code points above U+10FFFF.
 *
 * @spec STR-01
 * @spec STR-02
 */
public final class Utf8 {
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private Utf8() {}

    /** The offset of the first byte of the first ill-formed sequence, or -1. */
    public static int firstIllFormed(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int length = sequence(bytes, at);
            if (length < 0) {
                return at;
            }
            at += length;
        }
        return -1;
    }

    /**
     * Checks that bytes are well-formed.
     *
     * @return the same bytes
     * @throws RejectException malformed {@code utf8}, at the first ill-formed sequence
     */
    public static byte[] requireWellFormed(byte[] bytes) {
        int bad = firstIllFormed(bytes);
        if (bad >= 0) {
            throw RejectException.malformedAt("utf8", bad, "the bytes are not UTF-8 from offset " + bad);
        }
        return bytes;
    }

    /** Whether a byte is the second, third or fourth of a character. */
    public static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    /** The number of scalar values of a well-formed text. */
    public static int count(byte[] bytes) {
        int count = 0;
        for (byte b : bytes) {
            if (!isContinuation(b)) {
                count++;
            }
        }
        return count;
    }

    /** The text with each maximal subpart of an ill-formed sequence replaced by U+FFFD (Unicode 3.9, table 3-8). */
    public static byte[] lossy(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            int length = sequence(bytes, at);
            if (length > 0) {
                out.write(bytes, at, length);
                at += length;
            } else {
                out.writeBytes(REPLACEMENT);
                at -= length;
            }
        }
        return out.toByteArray();
    }

    /**
     * The length in bytes of the sequence at an offset if it is well-formed, otherwise the negated length of its
     * maximal subpart, which is at least 1.
     */
    private static int sequence(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int length = length(lead);
        if (length <= 1) {
            return length == 1 ? 1 : -1;
        }
        for (int k = 1; k < length; k++) {
            if (at + k >= bytes.length || !continues(lead, k, bytes[at + k] & 0xFF)) {
                return -k;
            }
        }
        return length;
    }

    /** The length in bytes of a sequence with a given lead byte; 0 if the byte is not a lead byte. */
    private static int length(int lead) {
        if (lead < 0x80) {
            return 1;
        }
        if (lead < 0xC2) {
            return 0;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    }

    /**
     * Whether a byte may continue a sequence. After some lead bytes the second byte has a narrower range, which
     * excludes overlong forms, surrogates and code points above U+10FFFF.
     */
    private static boolean continues(int lead, int index, int b) {
        if (index > 1) {
            return b >= 0x80 && b <= 0xBF;
        }
        return switch (lead) {
            case 0xE0 -> b >= 0xA0 && b <= 0xBF;
            case 0xED -> b >= 0x80 && b <= 0x9F;
            case 0xF0 -> b >= 0x90 && b <= 0xBF;
            case 0xF4 -> b >= 0x80 && b <= 0x8F;
            default -> b >= 0x80 && b <= 0xBF;
        };
    }
}
