package dev.jetvm.runtime.type;

import dev.jetvm.runtime.gc.OptionReader;
import java.util.Map;
import java.util.Set;

/**
 * What can be set of types.
 *
 * @param reflection {@code type.reflection}: whether names and fields of types are there at run time
 * @spec TYPE-21
 */
public record TypeOptions(boolean reflection) {
    private static final String REFLECTION = "type.reflection";
    /** What {@link #of} looks at. */
    public static final Set<String> NAMES = Set.of(REFLECTION);

    public static TypeOptions defaults() {
        return new TypeOptions(true);
    }

    /** The defaults with some options set. @throws RejectException {@code option-value} */
    public static TypeOptions of(Map<String, String> options) {
        return new TypeOptions(new OptionReader(options).truth(REFLECTION, defaults().reflection));
    }
}
