package dev.jetvm.conformance.model;

import java.math.BigInteger;
import java.util.List;

/**
 * Arithmetic and order: unbounded integers, wrapped to 61 bits at the end, and the IEEE 754 arithmetic of Java.
 *
 * <p>Clauses: VAL-05a to VAL-05e.
 */
public final class ArithmeticModel {
    public static final List<String> CHECKED = List.of("add", "sub", "mul", "div", "rem", "neg");
    public static final List<String> WRAPPING = List.of("wrap-add", "wrap-sub", "wrap-mul");
    public static final List<String> ORDER = List.of("eq", "ne", "lt", "le", "gt", "ge");
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(61);
    private static final BigInteger MIN = BigInteger.valueOf(TaggedModel.MIN_INT);
    private static final BigInteger MAX = BigInteger.valueOf(TaggedModel.MAX_INT);

    private ArithmeticModel() {}

    /** The exact result. The divisor must not be zero. */
    public static BigInteger exact(String operator, BigInteger a, BigInteger b) {
        return switch (operator) {
            case "add", "wrap-add" -> a.add(b);
            case "sub", "wrap-sub" -> a.subtract(b);
            case "mul", "wrap-mul" -> a.multiply(b);
            case "div" -> a.divide(b);
            case "rem" -> a.remainder(b);
            case "neg" -> a.negate();
            default -> throw new IllegalArgumentException(operator);
        };
    }

    public static boolean isInt(BigInteger value) {
        return value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0;
    }

    /** The only int that differs from {@code value} by a multiple of 2^61. */
    public static BigInteger wrap(BigInteger value) {
        BigInteger low = value.mod(MODULUS);
        return low.compareTo(MAX) > 0 ? low.subtract(MODULUS) : low;
    }

    /** The IEEE 754 result in 64 bits; {@code neg} ignores {@code b}. */
    public static double floating(String operator, double a, double b) {
        return switch (operator) {
            case "add" -> a + b;
            case "sub" -> a - b;
            case "mul" -> a * b;
            case "div" -> a / b;
            case "rem" -> a % b;
            case "neg" -> -a;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /** The same as {@link #floating(String, double, double)}, rounded once to 32 bits. */
    public static float floating(String operator, float a, float b) {
        return switch (operator) {
            case "add" -> a + b;
            case "sub" -> a - b;
            case "mul" -> a * b;
            case "div" -> a / b;
            case "rem" -> a % b;
            case "neg" -> -a;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /** Compares numbers that are not NaN, given the {@code sign} of a - b. */
    public static boolean ordered(String operator, int sign) {
        return switch (operator) {
            case "eq" -> sign == 0;
            case "ne" -> sign != 0;
            case "lt" -> sign < 0;
            case "le" -> sign <= 0;
            case "gt" -> sign > 0;
            case "ge" -> sign >= 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /** Compares by IEEE 754: if an operand is NaN, only {@code ne} is true. */
    public static boolean ordered(String operator, double a, double b) {
        boolean nan = Double.isNaN(a) || Double.isNaN(b);
        return nan ? operator.equals("ne") : ordered(operator, a < b ? -1 : a > b ? 1 : 0);
    }
}
