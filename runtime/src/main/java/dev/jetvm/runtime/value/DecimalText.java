package dev.jetvm.runtime.value;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Parses decimal numbers that programs read from text. A number is an optional sign and ASCII digits. A float may have
 * a point, with at least one digit before or after it, and an exponent. The whole text must be the number. Leading
 * zeros are ignored.
 *
 * @spec INTERP-16
 */
public final class DecimalText {
    /** The number of digits of 2^63. */
    private static final int LONG_DIGITS = 19;

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern REAL = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=[0-9])");

    private DecimalText() {}

    /** Parses an int; empty if the text is not a whole number or the number does not fit 61 bits. */
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
        // A number of 19 digits may exceed 2^63, but not 2^64.
        long magnitude = Long.parseUnsignedLong(digits);
        if (magnitude < 0) {
            return OptionalLong.empty();
        }
        long number = negative ? -magnitude : magnitude;
        return Arithmetic.isInt(number) ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** Parses a float64, rounded to nearest, infinity if the number is too large; empty if the text is not a number. */
    public static OptionalDouble real(String text) {
        return REAL.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }
}
