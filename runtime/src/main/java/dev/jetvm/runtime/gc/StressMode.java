package dev.jetvm.runtime.gc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes rare moments frequent; results never change.
 *
 * @spec GC-19
 */
public enum StressMode {
    /** Collect before every allocation, minor and full in turn. */
    ALLOCATION,
    /** Collect at every safepoint. */
    SAFEPOINT,
    /** Collect after every barrier. */
    BARRIER,
    /** Evacuate every fragmented block. */
    EVACUATE,
    /** Evacuate every block. */
    EVACUATE_ALL,
    /** Fill what was freed with a word that is no value. */
    POISON,
    /** Let other threads run at safepoints and barriers, as a seed decides. */
    YIELD;

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<StressMode> ofWire(String word) {
        return Arrays.stream(values()).filter(mode -> mode.wire().equals(word)).findFirst();
    }
}
