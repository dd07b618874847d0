package dev.jetvm.runtime.panic;

import java.util.Locale;

/** The phase in which the runtime rejects an input, before any program runs. */
public enum Phase {
    /** Bytes or a word that cannot be decoded. */
    MALFORMED,
    /** Well-formed, but in violation of a rule. */
    INVALID,
    /** Valid by itself, but it cannot be linked. */
    UNLINKABLE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
