package dev.jetvm.runtime.value;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.text.Utf8;

/** Checks the ranges of values before they are encoded. Rejections have the phase {@code invalid}. */
public final class Checks {
    private Checks() {}

    /**
     * @spec VAL-04
     */
    public static long intRange(long number) {
        if (!Arithmetic.isInt(number)) {
            throw RejectException.invalid("int-range", number + " is outside -2^60 .. 2^60-1");
        }
        return number;
    }

    /**
     * @spec VAL-12
     */
    public static boolean isScalar(long number) {
        return number >= 0 && number <= ValueConstants.CHAR_MAX
                && !(number >= ValueConstants.SURROGATE_FIRST && number <= ValueConstants.SURROGATE_LAST);
    }

    /**
     * @spec VAL-12
     */
    public static int scalar(int number) {
        if (!isScalar(number)) {
            throw RejectException.invalid("char-scalar", number + " is no Unicode scalar value");
        }
        return number;
    }

    /**
     * Checks the address of a reference: not zero, a multiple of 8, below 2^48.
     *
     * @spec VAL-14
     */
    public static long address(long address) {
        if (address == 0 || (address & ~ValueConstants.ADDRESS_MASK) != 0) {
            throw RejectException.invalid("ref-address",
                    "0x%X is zero, not a multiple of 8, or not below 2^48".formatted(address));
        }
        return address;
    }

    /**
     * @spec STR-01
     */
    public static byte[] utf8(byte[] bytes) {
        long bad = Utf8.firstIllFormed(bytes);
        if (bad >= 0) {
            throw RejectException.invalid("utf8", "the bytes are not UTF-8 from offset " + bad);
        }
        return bytes;
    }
}
