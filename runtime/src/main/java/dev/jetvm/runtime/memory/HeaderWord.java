package dev.jetvm.runtime.memory;

import static dev.jetvm.runtime.memory.HeaderConstants.*;

/**
 * Reads and replaces the fields of the two header words, in words that the caller loaded. The first word, {@code low},
 * holds the type, the gc bits, the rc bits and the payload size. The second word, {@code meta}, holds flags, alignment
 * and counts. No other class shifts or masks these words.
 *
 * <p>This class does not access memory: {@link AtomicHeader} changes headers that several threads may change.
 *
 * @spec HDR-01
 * @spec HDR-02
 * @spec HDR-03
 * @spec HDR-04
 * @spec HDR-05
 */
public final class HeaderWord {
    private static final long GC_FIELD = (long) NIBBLE << GC_SHIFT;
    private static final long RC_FIELD = (long) NIBBLE << RC_SHIFT;
    private static final long COLOUR_FIELD = (long) COLOUR_MASK << GC_SHIFT;
    private static final long PIN = (long) PINNED << GC_SHIFT;
    private static final long LOG = (long) LOGGED << GC_SHIFT;
    private static final long WEAK_FIELD = (long) WEAK_MAX << WEAK_SHIFT;

    private HeaderWord() {}

    // --- the first word ---

    /** The first word of a header. The caller has checked the ranges. */
    static long low(long type, int gc, int rc, long size) {
        return type | (long) gc << GC_SHIFT | (long) rc << RC_SHIFT | size << Integer.SIZE;
    }

    /** The number of the type, 1 to {@link HeaderConstants#TYPE_MAX}. */
    public static int type(long low) {
        return (int) low & TYPE_MAX;
    }

    /** The payload size in bytes, header excluded. */
    public static long size(long low) {
        return low >>> Integer.SIZE;
    }

    /** The four gc bits: colour, pin and log. */
    public static int gc(long low) {
        return (int) (low >>> GC_SHIFT) & NIBBLE;
    }

    public static int colour(long low) {
        return gc(low) & COLOUR_MASK;
    }

    public static boolean isPinned(long low) {
        return (low & PIN) != 0;
    }

    public static boolean isLogged(long low) {
        return (low & LOG) != 0;
    }

    public static int rc(long low) {
        return (int) (low >>> RC_SHIFT) & NIBBLE;
    }

    /** Whether any of these rc bits is set. */
    public static boolean hasRc(long low, int bits) {
        return (rc(low) & bits) != 0;
    }

    public static long withGc(long low, int gc) {
        return low & ~GC_FIELD | (long) gc << GC_SHIFT;
    }

    /** Replaces the colour; the pin and log bits are unchanged. */
    public static long withColour(long low, int colour) {
        return low & ~COLOUR_FIELD | (long) colour << GC_SHIFT;
    }

    public static long withPin(long low) {
        return low | PIN;
    }

    public static long withoutPin(long low) {
        return low & ~PIN;
    }

    public static long withLog(long low) {
        return low | LOG;
    }

    public static long withoutLog(long low) {
        return low & ~LOG;
    }

    static long withRc(long low, int rc) {
        return low & ~RC_FIELD | (long) rc << RC_SHIFT;
    }

    /** Sets these rc bits; the others are unchanged. */
    public static long withRcBits(long low, int bits) {
        return low | (long) bits << RC_SHIFT;
    }

    /** Clears these rc bits; the others are unchanged. */
    public static long withoutRcBits(long low, int bits) {
        return low & ~((long) bits << RC_SHIFT);
    }

    // --- the second word ---

    /** The second word of a header that is not forwarded. The caller has checked the ranges. */
    static long meta(int flags, int align, int weak, long strong) {
        return flags | (long) Integer.numberOfTrailingZeros(align) << ALIGN_SHIFT | (long) weak << WEAK_SHIFT
                | strong << STRONG_SHIFT;
    }

    public static int flags(long meta) {
        return (int) meta & FLAGS_MAX;
    }

    /** The alignment in bytes: a power of two, 1 to {@link HeaderConstants#ALIGN_MAX}. */
    public static int align(long meta) {
        return 1 << ((int) (meta >>> ALIGN_SHIFT) & NIBBLE);
    }

    public static int weak(long meta) {
        return (int) (meta >>> WEAK_SHIFT) & WEAK_MAX;
    }

    public static long strong(long meta) {
        return meta >>> STRONG_SHIFT;
    }

    static long withWeak(long meta, int weak) {
        return meta & ~WEAK_FIELD | (long) weak << WEAK_SHIFT;
    }

    public static long withStrong(long meta, long strong) {
        return meta & ~(STRONG_MAX << STRONG_SHIFT) | strong << STRONG_SHIFT;
    }
}
