package dev.jetvm.runtime.object;

import dev.jetvm.runtime.memory.Header;
import dev.jetvm.runtime.panic.RejectException;

/**
 * The layout attributes of a struct.
 *
 * @param c declaration order, natural alignment
 * @param packed declaration order, no padding
 * @param align the minimum alignment of the instance in bytes; 0 if none is declared
 * @spec STRUCT-07
 * @spec STRUCT-08
 * @spec STRUCT-09
 */
public record Representation(boolean c, boolean packed, long align) {
    public static final Representation DEFAULT = new Representation(false, false, 0);

    /**
     * Checks and combines the attributes of a struct.
     *
     * @throws RejectException {@code layout-soa}, {@code layout-packed-align}, {@code layout-align}
     */
    public static Representation of(boolean c, boolean packed, boolean soa, boolean aligned, long align) {
        if (soa) {
            throw RejectException.invalid("layout-soa", "struct of arrays is an attribute of arrays");
        }
        if (packed && aligned) {
            throw RejectException.invalid("layout-packed-align", "packed and align exclude each other");
        }
        if (aligned && !Header.isAlignment(align)) {
            throw RejectException.invalid("layout-align", align + " is not a power of two from 1 to 32768");
        }
        return new Representation(c, packed, aligned ? align : 0);
    }
}
