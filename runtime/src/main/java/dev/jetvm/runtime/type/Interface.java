package dev.jetvm.runtime.type;

import dev.jetvm.runtime.panic.RejectException;
import java.util.List;
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

    /** The slot of a method. @throws RejectException {@code method-unknown} if it has none of this name */
    public int slot(String method) {
        return IntStream.range(0, methods.size()).filter(k -> methods.get(k).name().equals(method)).findFirst()
                .orElseThrow(
                        () -> RejectException.invalid("method-unknown", name + " has no method " + method));
    }
}
