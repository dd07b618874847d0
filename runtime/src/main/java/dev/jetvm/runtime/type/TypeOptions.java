package dev.jetvm.runtime.type;

import dev.jetvm.runtime.gc.OptionReader;
import java.util.Map;
import java.util.Set;

/**
 * The options of the type system.
 *
 * @param reflection {@code type.reflection}: whether names and fields of types are available at run time
 * @spec TYPE-21
 */
public record TypeOptions(boolean reflection) {
    private static final String REFLECTION = "type.reflection";
    /** The names of the options that {@link #of} reads. */
    public static final Set<String> NAMES = Set.of(REFLECTION);

    public static TypeOptions defaults() {
        return new TypeOptions(true);
    }

    /**
     * Returns the default options with some options replaced.
     *
     * @throws dev.jetvm.runtime.panic.RejectException {@code option-value}
     */
    public static TypeOptions of(Map<String, String> options) {
        return new TypeOptions(new OptionReader(options).truth(REFLECTION, defaults().reflection));
    }
}
