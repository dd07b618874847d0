package dev.jetvm.runtime.type;

import java.util.List;

/**
 * What a caller has to know of a method.
 *
 * @param name of the method
 * @param parameters names of the types of its parameters, the receiver not counted; {@link #ANY} takes everything
 */
public record Signature(String name, List<String> parameters) {
    public static final String ANY = "Any";

    public Signature {
        parameters = List.copyOf(parameters);
    }
}
