package dev.jetvm.vm.fast;

import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.vm.interp.Engine;
import java.util.List;
import java.util.Map;

/** The engines available to a machine, by name. */
public final class Engines {
    /** Name of the option that selects the engine, for {@code configure} and {@code --set}. */
    public static final String OPTION = "vm.engine";
    /** Executes every instruction individually. */
    public static final String PLAIN = "plain";
    /** Executes common instructions by {@link FastEngine} and the others as {@link #PLAIN}. */
    public static final String FAST = "fast";
    /** Valid names; the last one is the default. */
    public static final List<String> NAMES = List.of(PLAIN, FAST);

    private Engines() {}

    /** Returns the default engine. */
    public static Engine.Factory standard() {
        return FastEngine::of;
    }

    /** Returns the engine with a name. @throws RejectException invalid {@code option-value} if the name is unknown */
    public static Engine.Factory named(String name) {
        return switch (name) {
            case PLAIN -> Engine.Factory.PLAIN;
            case FAST -> standard();
            default -> throw RejectException.invalid("option-value",
                    "%s is %s, not %s".formatted(OPTION, String.join(" or ", NAMES), name));
        };
    }

    /**
     * Returns the engine that options select, or the default.
     *
     * @param options values by name; only {@link #OPTION} is read
     * @throws RejectException as {@link #named}
     */
    public static Engine.Factory of(Map<String, String> options) {
        return named(options.getOrDefault(OPTION, FAST));
    }
}
