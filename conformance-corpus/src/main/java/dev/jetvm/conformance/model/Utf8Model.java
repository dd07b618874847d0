package dev.jetvm.conformance.model;

import java.io.ByteArrayOutputStream;

/**
 * Well-formed UTF-8 by the table of the Unicode Standard, section 3.9, "Well-Formed UTF-8 Byte Sequences", and the
 * replacement of ill-formed input by maximal subparts.
 *
 * <p>The JDK's decoder serves as a second oracle for validity only: it replaces an encoded surrogate, three bytes, by
 * one U+FFFD where the standard's practice requires three.
 *
 * <p>Clauses: STR-01, STR-02.
 */
public final class Utf8Model {
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private Utf8Model() {}

    /** Offset of the first byte that does not begin a well-formed sequence; -1 if the whole input is well-formed. */
    public static int firstIllFormed(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int step = step(bytes, at);
            if (step < 0) {
                return at;
            }
            at += step;
        }
        return -1;
    }

    /** The number of scalar values in well-formed input. */
    public static int scalars(byte[] bytes) {
        int count = 0;
        for (byte unit : bytes) {
            count += (unit & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }

    /** The input with each maximal subpart of an ill-formed sequence replaced by U+FFFD. */
    public static byte[] lossy(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < bytes.length) {
            int step = step(bytes, at);
            if (step < 0) {
                out.writeBytes(REPLACEMENT);
                at -= step;
            } else {
                out.write(bytes, at, step);
                at += step;
            }
        }
        return out.toByteArray();
    }

    /** Length of the well-formed sequence at {@code at}, or minus the length of the ill-formed maximal subpart. */
    private static int step(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4) {
            return -1;
        }
        for (int i = 1; i < length; i++) {
            int low = i > 1 ? 0x80 : lowestSecond(lead);
            int high = i > 1 ? 0xBF : highestSecond(lead);
            int unit = at + i < bytes.length ? bytes[at + i] & 0xFF : -1;
            if (unit < low || unit > high) {
                return -i;
            }
        }
        return length;
    }

    private static int lowestSecond(int lead) {
        return lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    }

    private static int highestSecond(int lead) {
        return lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    }
}
