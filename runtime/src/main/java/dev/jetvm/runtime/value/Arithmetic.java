package dev.jetvm.runtime.value;

import static dev.jetvm.runtime.value.ValueConstants.INT_MAX;
import static dev.jetvm.runtime.value.ValueConstants.INT_MIN;

import dev.jetvm.runtime.panic.PanicCode;
import dev.jetvm.runtime.panic.PanicException;

/**
 * Integer arithmetic on 61 bits, shared by the interpreter and the compiling engine. Operands are numbers from -2^60 to
 * 2^60-1, not words.
 *
 * @spec VAL-05a
 * @spec VAL-05b
 * @spec VAL-05c
 */
public final class Arithmetic {
    private static final int SPARE = 64 - ValueConstants.INT_BITS;

    private Arithmetic() {}

    public static boolean isInt(long number) {
        return number >= INT_MIN && number <= INT_MAX;
    }

    /** Returns a number that fits 61 bits. @throws PanicException {@code int-overflow} if it does not fit */
    public static long checked(long number, String operation) {
        if (!isInt(number)) {
            throw overflow(operation);
        }
        return number;
    }

    private static PanicException overflow(String operation) {
        return new PanicException(PanicCode.INT_OVERFLOW, operation + " leaves the range -2^60 .. 2^60-1");
    }

    /** Adds. 61-bit operands cannot overflow 64 bits, so one check of the range is enough. */
    public static long add(long left, long right) {
        return checked(left + right, "addition");
    }

    public static long sub(long left, long right) {
        return checked(left - right, "subtraction");
    }

    public static long mul(long left, long right) {
        long high = Math.multiplyHigh(left, right);
        long low = left * right;
        if (high != low >> 63) {
            throw overflow("multiplication");
        }
        return checked(low, "multiplication");
    }

    /** Divides and truncates toward zero. The quotient of the least int and -1 overflows. */
    public static long div(long left, long right) {
        return checked(left / nonZero(right), "division");
    }

    /** The remainder of {@link #div}. It has the sign of the dividend. */
    public static long rem(long left, long right) {
        return left % nonZero(right);
    }

    private static long nonZero(long divisor) {
        if (divisor == 0) {
            throw new PanicException(PanicCode.DIVISION_BY_ZERO, "the divisor is zero");
        }
        return divisor;
    }

    public static long neg(long number) {
        return checked(-number, "negation");
    }

    /** The low 61 bits, as a signed number. */
    public static long wrap(long number) {
        return number << SPARE >> SPARE;
    }

    public static long wrapAdd(long left, long right) {
        return wrap(left + right);
    }

    public static long wrapSub(long left, long right) {
        return wrap(left - right);
    }

    public static long wrapMul(long left, long right) {
        return wrap(left * right);
    }
}
