package dev.jetvm.vm.agent;

/** A request whose members are missing or of the wrong type: answered with the error {@code bad-request}. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
        super(message, null, false, false);
    }
}
