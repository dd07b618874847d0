package dev.jetvm.runtime.panic;

/**
 * A panic that propagates through the Java code of the runtime. It has no Java stack trace, because that would describe
 * the runtime and not the program.
 */
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
