package dev.jetvm.vm.cli;

import dev.jetvm.vm.text.Printable;

/** A command cannot do what it was asked to, and the user knows why from what is told. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String told;

    /** @param message one line, without the name of the command; empty if nothing needs to be said */
    CommandFailure(int status, String message) {
        this(status, message, message.isEmpty() ? "" : "jet: " + Printable.text(message) + System.lineSeparator());
    }

    private CommandFailure(int status, String message, String told) {
        super(message, null, false, false);
        this.status = status;
        this.told = told;
    }

    /** @param report printable lines that begin with a file and a place, as editors read them */
    static CommandFailure withReport(int status, String report) {
        return new CommandFailure(status, report.stripTrailing(), report);
    }

    int status() {
        return status;
    }

    /** What people see of it, with line feeds. */
    String text() {
        return told;
    }
}
