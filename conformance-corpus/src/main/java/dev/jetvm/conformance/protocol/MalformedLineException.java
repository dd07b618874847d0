package dev.jetvm.conformance.protocol;

/** A line that is no message. The text names the column, quotes the line and guesses the cause. */
public final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int column;

    public MalformedLineException(String message, int column) {
        super(message);
        this.column = column;
    }

    /** Where the fault is: the number of its byte in the line, from 1. */
    public int column() {
        return column;
    }
}
