package dev.jetvm.vm.cli;

/** A command cannot do what it was asked to, and the user knows why from one message. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param message complete, without the name of the command */
    CommandFailure(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
