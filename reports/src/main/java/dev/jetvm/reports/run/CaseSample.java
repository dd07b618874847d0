package dev.jetvm.reports.run;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * A random sample of cases. Membership depends only on the seed and the id of the case, so the same seed selects the
 * same cases, and a case that is added to the suite does not affect the others. A sample contains every smaller sample
 * of the same seed.
 *
 * @param part number of cases selected out of {@code of}, on average; from 1 to {@code of}
 * @param of at most 1,000,000
 */
public record CaseSample(int part, int of, long seed) {
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /**
     * Parses a fraction.
     *
     * @param text {@code 1/4} or {@code 25%}
     * @throws IllegalArgumentException with a message for the user
     */
    public static CaseSample parse(String text, long seed) {
        int part = 0;
        int of = 0;
        if (text.matches("[0-9]{1,3}%")) {
            part = Integer.parseInt(text.substring(0, text.length() - 1));
            of = 100;
        } else if (text.matches("[0-9]{1,6}/[0-9]{1,6}")) {
            int slash = text.indexOf('/');
            part = Integer.parseInt(text.substring(0, slash));
            of = Integer.parseInt(text.substring(slash + 1));
        }
        if (part < 1 || part > of) {
            throw new IllegalArgumentException(
                    "a sample is a fraction above 0, such as 1/4 or 25%, not '" + text + "'");
        }
        return new CaseSample(part, of, seed);
    }

    /** The fraction as text, {@code 1/4}. */
    public String fraction() {
        return part + "/" + of;
    }

    /** Whether the sample contains the case, or whatever else an id names. */
    public boolean has(String id) {
        CRC32C hash = new CRC32C();
        hash.update(id.getBytes(StandardCharsets.UTF_8));
        return new SplittableRandom(seed ^ hash.getValue() * SPREAD).nextDouble() * of < part;
    }
}
