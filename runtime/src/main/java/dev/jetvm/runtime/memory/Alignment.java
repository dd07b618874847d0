package dev.jetvm.runtime.memory;

/** Rounding up to multiples of powers of two. */
public final class Alignment {
    private Alignment() {}

    /**
     * Returns the least multiple of {@code align} that is not less than {@code number}.
     *
     * @param number 0 to 2^62
     * @param align a power of two
     */
    public static long roundUp(long number, long align) {
        return number + align - 1 & -align;
    }
}
