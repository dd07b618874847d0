package dev.jetvm.vm.agent;

/** A request with missing or ill-typed members. The answer is the error {@code bad-request}. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
        super(message, null, false, false);
    }
}
