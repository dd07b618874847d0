package dev.jetvm.runtime.gc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a collection looks at. */
public enum CollectionKind {
    /** The nursery only; older objects count as live. */
    MINOR,
    /** Everything but immortal space. */
    FULL;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CollectionKind> ofWire(String word) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(word)).findFirst();
    }
}
