package dev.jetvm.vm.options;

/** An option of the runtime that cannot be used; the message tells which, where it is from and why. */
public final class OptionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OptionException(String message) {
        super(message, null, false, false);
    }
}
