package dev.jetvm.vm.assembly;

import java.util.Locale;
import java.util.function.Supplier;

/** Ends the reading of a line or the resolution of a name. It becomes a {@link Problem}. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** Names may have any length; a message is truncated to this number of characters. */
    private static final int MESSAGE_MAX = 300;

    /** The normative error codes of the text form. */
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
     * Creates a fault with a lazy hint. A text may have more faults than are reported, and only a reported fault
     * computes its hint.
     *
     * @param place offset in the text, in UTF-16 code units
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

    /** Returns the message. */
    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
