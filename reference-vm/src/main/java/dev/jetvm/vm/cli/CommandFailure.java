package dev.jetvm.vm.cli;

import dev.jetvm.vm.text.Printable;

/** The failure of a command for a reason that its message explains to the user. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String told;

    /**
     * @param status exit status
     * @param message one line without the name of the command; empty to print nothing
     */
    CommandFailure(int status, String message) {
        this(status, message, message.isEmpty() ? "" : "jet: " + Printable.text(message) + System.lineSeparator());
    }

    private CommandFailure(int status, String message, String told) {
        super(message, null, false, false);
        this.status = status;
        this.told = told;
    }

    /**
     * Creates a failure with a full report.
     *
     * @param status exit status
     * @param report printable lines that begin with file and position, in the form that editors recognise
     */
    static CommandFailure withReport(int status, String report) {
        return new CommandFailure(status, report.stripTrailing(), report);
    }

    /** Returns the same failure with another exit status. */
    CommandFailure withStatus(int other) {
        return new CommandFailure(other, String.valueOf(getMessage()), told);
    }

    int status() {
        return status;
    }

    /** Returns the text for standard error, including line feeds. */
    String text() {
        return told;
    }
}
