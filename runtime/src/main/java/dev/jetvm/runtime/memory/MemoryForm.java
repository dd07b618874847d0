package dev.jetvm.runtime.memory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The checks of each memory access. The system property {@value #PROPERTY} chooses one form for the whole process. It
 * is read when the first heap is created.
 */
public enum MemoryForm {
    /** Only the checks of the processor: an access outside the memory may terminate the process. The default. */
    FAST,
    /** Checks bounds, alignment and reclaimed memory; a violation raises {@link WildAddressException}. */
    CHECKED;

    /** The system property. Its values are {@code fast} and {@code checked}. */
    public static final String PROPERTY = "jet.memory";

    /** @throws IllegalArgumentException if the property has another value; the message lists the permitted values */
    static MemoryForm chosen() {
        String wanted = System.getProperty(PROPERTY, FAST.wire());
        return ofWire(wanted).orElseThrow(
                () -> new IllegalArgumentException("%s is \"%s\", not %s".formatted(PROPERTY, wanted, wires())));
    }

    /** The form with a given name; empty if there is none. */
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
