package dev.jetvm.vm.assembly;

import java.util.Locale;
import java.util.function.Supplier;

/** Ends the reading of a line, or the resolving of a name; becomes a {@link Problem}. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** NameIndex have any length; a message has not. */
    private static final int MESSAGE_MAX = 300;

    /** The codes that a refused text is answered with. */
    enum Code {
        SYNTAX, UNKNOWN, OPERAND, LABEL, DUPLICATE, CONSTANT, RANGE, MISSING;

        String wire() {
            return "asm-" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Code code;
    private final int place;
    @SuppressWarnings("serial") // never serialised
    private final Supplier<String> hint;

    /**
     * A fault whose hint is only thought of if somebody will read it: a text may have more faults than that.
     *
     * @param place in the text, counted as Java strings count
     */
    Fault(Code code, int place, String message, Supplier<String> hint) {
        super(message.length() > MESSAGE_MAX ? message.substring(0, MESSAGE_MAX) + "..." : message, null, false, false);
        this.code = code;
        this.place = place;
        this.hint = hint;
    }

    Fault(Code code, int place, String message, String hint) {
        this(code, place, message, () -> hint);
    }

    Fault(Code code, int place, String message) {
        this(code, place, message, "");
    }

    Code code() {
        return code;
    }

    int place() {
        return place;
    }

    String hint() {
        return hint.get();
    }

    /** The message, which a fault always has. */
    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
