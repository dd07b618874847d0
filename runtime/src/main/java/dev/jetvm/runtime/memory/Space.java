package dev.jetvm.runtime.memory;

import java.util.Locale;

/**
 * The parts of the heap. Every object address belongs to exactly one.
 *
 * @spec HEAP-01
 */
public enum Space {
    /** Objects that are never moved and never reclaimed. They refer only to immortal objects. */
    IMMORTAL,
    /** Newly allocated objects. */
    NURSERY,
    /** Objects that survived one collection. */
    MATURE,
    /** Objects larger than a region, each in its own extent; marked and swept in place. */
    LARGE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
