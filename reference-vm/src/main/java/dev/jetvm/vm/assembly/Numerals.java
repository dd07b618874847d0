package dev.jetvm.vm.assembly;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Floats as text: the fewest digits that read back as the same bits, of those the nearest to the value; with a point and
 * no exponent from 1e-5 below 1e16, otherwise one digit before the point and an exponent of at least two digits.
 *
 * <p>Clause: ASM-03.
 */
final class Numerals {
    private static final int POSITIONAL_LEAST = -5;
    private static final int POSITIONAL_MOST = 16;

    private Numerals() {}

    static String float64(long bits) {
        double number = Double.longBitsToDouble(bits);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return special(Double.isNaN(number), number < 0);
        }
        String sign = bits < 0 ? "-" : "";
        double size = Math.abs(number);
        return sign + text(size == 0
                ? BigDecimal.ZERO
                : shortest(Double.toString(size), digits -> Double.parseDouble(digits) == size, new BigDecimal(size)));
    }

    static String float32(int bits) {
        float number = Float.intBitsToFloat(bits);
        if (Float.isNaN(number) || Float.isInfinite(number)) {
            return special(Float.isNaN(number), number < 0) + "f";
        }
        String sign = bits < 0 ? "-" : "";
        float size = Math.abs(number);
        return sign + text(size == 0
                ? BigDecimal.ZERO
                : shortest(Float.toString(size), digits -> Float.parseFloat(digits) == size, new BigDecimal(size)))
                + "f";
    }

    private static String special(boolean nan, boolean negative) {
        return nan ? ValueReader.NAN : (negative ? "-" : "") + ValueReader.INFINITY;
    }

    @FunctionalInterface
    private interface ReadsBack {
        boolean test(String digits);
    }

    /** What Java prints has two digits at least, where one may do: 5e-324. */
    private static BigDecimal shortest(String printed, ReadsBack same, BigDecimal exact) {
        BigDecimal number = new BigDecimal(printed).stripTrailingZeros();
        if (number.precision() != 2) {
            return number;
        }
        BigDecimal below = BigDecimal.valueOf(number.unscaledValue().longValueExact() / 10, number.scale() - 1);
        BigDecimal above = below.add(BigDecimal.valueOf(1, number.scale() - 1));
        boolean belowFits = below.signum() > 0 && same.test(below.toString());
        boolean aboveFits = same.test(above.toString());
        if (belowFits && aboveFits) {
            return exact.subtract(below).compareTo(above.subtract(exact)) <= 0 ? below : above;
        }
        return belowFits ? below : aboveFits ? above.stripTrailingZeros() : number;
    }

    /** @param number without trailing zeros, or 0 */
    private static String text(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        if (number.signum() == 0 || exponent >= POSITIONAL_LEAST && exponent < POSITIONAL_MOST) {
            return number.scale() <= 0 ? number.setScale(1).toPlainString() : number.toPlainString();
        }
        String digits = number.unscaledValue().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + "e" + String.format(Locale.ROOT, "%+03d", exponent);
    }
}
