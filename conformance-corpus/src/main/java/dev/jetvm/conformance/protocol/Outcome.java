package dev.jetvm.conformance.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kind of an implementation's answer to a request. Messages contain the name in lower case. */
public enum Outcome {
    OK, PANIC, REJECT, CLOSED, FULL, EMPTY, CONTENDED, PENDING, SUSPENDED, UNHANDLED, EXHAUSTED, UNSUPPORTED, ERROR;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Outcome> ofWire(String word) {
        return Arrays.stream(values()).filter(outcome -> outcome.wire().equals(word)).findFirst();
    }
}
