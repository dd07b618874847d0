package dev.jetvm.runtime.memory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How much every access to a memory is checked. The system property {@value #PROPERTY} chooses one for the whole
 * process, before the first heap is made.
 */
public enum MemoryForm {
    /** The processor's own checks: an access outside the memory may end the process. The default. */
    FAST,
    /** Bounds, alignment and reclaimed memory are checked; a violation is a {@link WildAddressException}. */
    CHECKED;

    /** {@code fast} or {@code checked}. */
    public static final String PROPERTY = "jet.memory";

    /** @throws IllegalArgumentException if the property has another value; the message lists those that it may have */
    static MemoryForm chosen() {
        String wanted = System.getProperty(PROPERTY, FAST.wire());
        return ofWire(wanted).orElseThrow(
                () -> new IllegalArgumentException("%s is \"%s\", not %s".formatted(PROPERTY, wanted, wires())));
    }

    /** The form of a name; empty if there is none. */
    public static Optional<MemoryForm> ofWire(String name) {
        return Arrays.stream(values()).filter(form -> form.wire().equals(name)).findFirst();
    }

    /** All names, for a message. */
    public static String wires() {
        return Arrays.stream(values()).map(MemoryForm::wire).collect(Collectors.joining(" or "));
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
