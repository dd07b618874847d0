package dev.jetvm.runtime.value;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Decimal numbers that programs read from text. A number is an optional sign and digits of ASCII; a float may have a point
 * with at least one digit before or after it, and an exponent. Nothing may precede or follow. Leading zeros do not count.
 *
 * @spec INTERP-16
 */
public final class DecimalText {
    /** Digits of the greatest magnitude of a 64-bit number. */
    private static final int LONG_DIGITS = 19;

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern REAL = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=[0-9])");

    private DecimalText() {}

    /** The int that a text is; empty if the text is no whole number, or one outside of the 61 bits of an int. */
    public static OptionalLong whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        boolean negative = text.charAt(0) == '-';
        boolean signed = negative || text.charAt(0) == '+';
        String digits = LEADING_ZEROS.matcher(signed ? text.substring(1) : text).replaceFirst("");
        if (digits.length() > LONG_DIGITS) {
            return OptionalLong.empty();
        }
        // 19 digits may pass 2^63, but not 2^64.
        long magnitude = Long.parseUnsignedLong(digits);
        if (magnitude < 0) {
            return OptionalLong.empty();
        }
        long number = negative ? -magnitude : magnitude;
        return Arithmetic.isInt(number) ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** The float64 nearest to the number that a text is, infinity where it is beyond all; empty if it is none. */
    public static OptionalDouble real(String text) {
        return REAL.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }
}
