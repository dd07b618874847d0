package dev.jetvm.reports.cli;

/** What the user asked for cannot be done as asked; the message says what to do. Exit status 64. */
final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageError(String message) {
        super(message, null, false, false);
    }
}
