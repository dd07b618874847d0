package dev.jetvm.reports.cli;

/** A request of the user that cannot be performed; the message gives the remedy. Exit status 64. */
final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageError(String message) {
        super(message, null, false, false);
    }
}
