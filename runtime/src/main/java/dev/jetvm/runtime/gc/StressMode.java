package dev.jetvm.runtime.gc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Modes that make rare collector events frequent. They do not change the results of a program.
 *
 * @spec GC-19
 */
public enum StressMode {
    /** Collect before every allocation, full and minor alternately. */
    ALLOCATION,
    /** Collect at every safepoint. */
    SAFEPOINT,
    /** Collect after every barrier. */
    BARRIER,
    /** Evacuate every fragmented block. */
    EVACUATE,
    /** Evacuate every block. */
    EVACUATE_ALL,
    /** Fill freed memory with a word that is not a valid value. */
    POISON,
    /** Yield to other threads at safepoints and barriers, at random from a seed. */
    YIELD,
    /** Verify the whole heap after every collection. */
    VERIFY;

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<StressMode> ofWire(String word) {
        return Arrays.stream(values()).filter(mode -> mode.wire().equals(word)).findFirst();
    }
}
