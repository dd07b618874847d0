package dev.jetvm.runtime.gc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The scope of a collection. */
public enum CollectionKind {
    /** Collects the nursery only; all other objects are treated as live. */
    MINOR,
    /** Collects every space except immortal space. */
    FULL;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CollectionKind> ofWire(String word) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(word)).findFirst();
    }
}
