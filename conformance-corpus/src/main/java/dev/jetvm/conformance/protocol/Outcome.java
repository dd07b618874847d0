package dev.jetvm.conformance.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an implementation answers a request. The wire word is the lower-case name. */
public enum Outcome {
    OK, PANIC, REJECT, CLOSED, FULL, EMPTY, CONTENDED, PENDING, SUSPENDED, UNHANDLED, EXHAUSTED, UNSUPPORTED, ERROR;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Outcome> ofWire(String word) {
        return Arrays.stream(values()).filter(outcome -> outcome.wire().equals(word)).findFirst();
    }
}
