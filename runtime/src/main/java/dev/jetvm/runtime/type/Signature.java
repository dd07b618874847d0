package dev.jetvm.runtime.type;

import java.util.List;

/**
 * The signature of a method.
 *
 * @param name the name of the method
 * @param parameters the type names of the parameters without the receiver; {@link #ANY} accepts every type
 */
public record Signature(String name, List<String> parameters) {
    /** The name of the parameter type that accepts every value. */
    public static final String ANY = "Any";

    public Signature {
        parameters = List.copyOf(parameters);
    }
}
