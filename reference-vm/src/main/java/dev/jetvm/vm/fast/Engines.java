package dev.jetvm.vm.fast;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.interp.Engine;
import java.util.List;
import java.util.Map;

/** The engines that a machine can be made with, by their names. */
public final class Engines {
    /** The option that names the engine, for {@code configure} and {@code --set}. */
    public static final String OPTION = "vm.engine";
    /** Every instruction by itself. */
    public static final String PLAIN = "plain";
    /** Common instructions by {@link FastEngine}, the others as with {@link #PLAIN}. */
    public static final String FAST = "fast";
    /** What can be chosen; the last one is the default. */
    public static final List<String> NAMES = List.of(PLAIN, FAST);

    private Engines() {}

    /** The default. */
    public static Engine.Factory standard() {
        return FastEngine::of;
    }

    /** @throws RejectException invalid {@code option-value} if there is none of this name */
    public static Engine.Factory named(String name) {
        return switch (name) {
            case PLAIN -> Engine.Factory.PLAIN;
            case FAST -> standard();
            default -> throw RejectException.invalid("option-value",
                    "%s is %s, not %s".formatted(OPTION, String.join(" or ", NAMES), name));
        };
    }

    /**
     * The engine that options name, or the default.
     *
     * @param options by name; only {@link #OPTION} is read
     * @throws RejectException as {@link #named}
     */
    public static Engine.Factory of(Map<String, String> options) {
        return named(options.getOrDefault(OPTION, FAST));
    }
}
