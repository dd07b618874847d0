package dev.jetvm.vm.interp;

import java.math.BigDecimal;

/**
 * Floats as text: the shortest decimal that reads back as the same number.
 *
 * <p>Clause: ISA-25.
 */
final class NumberText {
    /** From this power of ten on, and below its least, there is an exponent. */
    private static final int LARGE = 16;
    private static final int SMALL = -5;

    private NumberText() {}

    static String of(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return special(number);
        }
        return number == 0 ? zero(1 / number) : decimal(new BigDecimal(Double.toString(number)));
    }

    static String of(float number) {
        if (Float.isNaN(number) || Float.isInfinite(number)) {
            return special(number);
        }
        return number == 0 ? zero(1 / number) : decimal(new BigDecimal(Float.toString(number)));
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
