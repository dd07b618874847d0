package dev.jetvm.runtime.memory;

import java.util.Locale;

/**
 * The parts of the heap; every address of an object lies in exactly one.
 *
 * @spec HEAP-01
 */
public enum Space {
    /** Never moved, never reclaimed; refers only to itself. */
    IMMORTAL,
    /** Where objects begin. */
    NURSERY,
    /** Where the survivors of one collection live. */
    MATURE,
    /** Objects beyond a region, each in an extent of its own; marked and swept in place. */
    LARGE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
