package dev.jetvm.runtime.type;

import dev.jetvm.runtime.panic.RejectException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An interface. It is also the trait of trait objects.
 *
 * @param id 1 to 2^32-1
 * @param methods the method signatures in slot order
 */
public record Interface(long id, String name, List<Signature> methods) {

    public Interface {
        methods = List.copyOf(methods);
    }

    /**
     * Returns the slot of a method.
     *
     * @throws RejectException {@code method-unknown} if no method has the name
     */
    public int slot(String method) {
        return IntStream.range(0, methods.size()).filter(k -> methods.get(k).name().equals(method)).findFirst()
                .orElseThrow(
                        () -> RejectException.invalid("method-unknown", name + " has no method " + method));
    }
}
