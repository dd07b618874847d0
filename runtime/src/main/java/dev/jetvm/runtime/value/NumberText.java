package dev.jetvm.runtime.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Predicate;

/**
 * Formats floats as text: the shortest decimal that parses to the same number.
 *
 * @spec ISA-25
 * @spec ASM-03
 */
public final class NumberText {
    /** Numbers of at least 10^LARGE or below 10^SMALL have an exponent. */
    private static final int LARGE = 16;
    private static final int SMALL = -5;

    private static final MathContext ONE_DIGIT = new MathContext(1);

    private NumberText() {}

    public static String of(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return special(number);
        }
        return number == 0
                ? zero(1 / number)
                : decimal(shortest(Double.toString(number),
                        text -> Double.parseDouble(text) == number));
    }

    public static String of(float number) {
        if (Float.isNaN(number) || Float.isInfinite(number)) {
            return special(number);
        }
        return number == 0
                ? zero(1 / number)
                : decimal(shortest(Float.toString(number),
                        text -> Float.parseFloat(text) == number));
    }

    /** Java writes at least two digits, even if one digit parses to the same number: 4.9E-324 for 5e-324. */
    private static BigDecimal shortest(String text, Predicate<String> same) {
        BigDecimal number = new BigDecimal(text);
        BigDecimal shorter = number.round(ONE_DIGIT);
        return number.precision() == 2 && same.test(shorter.toString()) ? shorter : number;
    }

    private static String special(double number) {
        return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
    }

    private static String zero(double inverse) {
        return inverse < 0 ? "-0.0" : "0.0";
    }

    private static String decimal(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        String digits = plain.unscaledValue().abs().toString();
        int power = digits.length() - 1 - plain.scale();
        String sign = plain.signum() < 0 ? "-" : "";
        if (power < SMALL || power >= LARGE) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return sign + digits.charAt(0) + fraction + (power < 0 ? "e-" : "e+") + "%02d".formatted(Math.abs(power));
        }
        String text = plain.abs().toPlainString();
        return sign + (text.contains(".") ? text : text + ".0");
    }
}
