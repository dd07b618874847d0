package dev.jetvm.runtime.panic;

import java.util.Locale;

/** When something was found to be wrong with what was given, before any program ran. */
public enum Phase {
    /** Bytes or a word that decode to nothing. */
    MALFORMED,
    /** Well-formed, but against a rule. */
    INVALID,
    /** Valid by itself, but does not fit what it is to be joined with. */
    UNLINKABLE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
