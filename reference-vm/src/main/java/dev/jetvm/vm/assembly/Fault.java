package dev.jetvm.vm.assembly;

import java.util.Locale;

/** Ends the reading of a line, or the resolving of a name; becomes a {@link Problem}. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The codes that a refused text is answered with. */
    enum Code {
        SYNTAX, UNKNOWN, OPERAND, LABEL, DUPLICATE, CONSTANT, RANGE, MISSING;

        String wire() {
            return "asm-" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Code code;
    private final int place;
    private final String hint;

    /** @param place in the text, counted as Java strings count */
    Fault(Code code, int place, String message, String hint) {
        super(message, null, false, false);
        this.code = code;
        this.place = place;
        this.hint = hint;
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
        return hint;
    }

    /** The message, which a fault always has. */
    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
