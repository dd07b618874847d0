package dev.jetvm.reports.render;

import dev.jetvm.conformance.text.DisplayText;
import java.util.regex.Pattern;

/** Terminal colours, if enabled. */
public final class Style {
    /** The only escape sequences that this class adds to texts. */
    static final Pattern SEQUENCE = Pattern.compile("\u001b\\[(?:0|1|2|32|1;31)m");

    private final boolean colour;

    private Style(boolean colour) {
        this.colour = colour;
    }

    /** @param when {@code auto} (a terminal, and NO_COLOR is not set), {@code always} or {@code never} */
    public static Style of(String when) {
        return new Style(switch (when) {
            case "always" -> true;
            case "never" -> false;
            default -> isTerminal() && System.getenv("NO_COLOR") == null;
        });
    }

    public static Style plain() {
        return new Style(false);
    }

    /** Whether the standard streams are connected to a terminal. */
    public static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("1;31", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    public String strong(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        String shown = DisplayText.block(text);
        return colour ? "\u001b[" + code + "m" + shown + "\u001b[0m" : shown;
    }
}
