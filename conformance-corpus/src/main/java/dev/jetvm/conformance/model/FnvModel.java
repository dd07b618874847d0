package dev.jetvm.conformance.model;

import java.math.BigInteger;

/**
 * The reflected hash of strings, computed with unbounded integers so that it shares no overflow behaviour with an
 * implementation.
 *
 * <p>Clauses: STR-03, STR-04. Source: Fowler, Noll, Vo, FNV-1a, 32 bits.
 */
public final class FnvModel {
    private static final BigInteger PRIME = BigInteger.valueOf(16_777_619);
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(32);

    private FnvModel() {}

    /** The hash as reported: a computed value of 0 is reported as 1. */
    public static int hash(byte[] bytes) {
        BigInteger hash = BigInteger.valueOf(2_166_136_261L);
        for (byte unit : bytes) {
            hash = hash.xor(BigInteger.valueOf(unit & 0xFF)).multiply(PRIME).mod(MODULUS);
        }
        return hash.signum() == 0 ? 1 : hash.intValue();
    }
}
