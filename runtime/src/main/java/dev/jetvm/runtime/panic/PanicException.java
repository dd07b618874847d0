package dev.jetvm.runtime.panic;

/** A panic on its way out of the runtime's Java code. Carries no Java stack trace: that would show the wrong program. */
public final class PanicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final PanicCode code;

    public PanicException(PanicCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public PanicCode code() {
        return code;
    }
}
