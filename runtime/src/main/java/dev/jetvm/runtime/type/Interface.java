package dev.jetvm.runtime.type;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * An interface, which is also the trait of a trait object: methods in the order of their slots.
 *
 * @param id 1 to 2^32-1
 */
public record Interface(long id, String name, List<Signature> methods) {

    public Interface {
        methods = List.copyOf(methods);
    }

    /** The slot of a method. */
    public OptionalInt slot(String method) {
        return IntStream.range(0, methods.size()).filter(k -> methods.get(k).name().equals(method)).findFirst();
    }
}
