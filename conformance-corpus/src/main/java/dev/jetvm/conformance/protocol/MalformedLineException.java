package dev.jetvm.conformance.protocol;

/** Thrown for a line that is not a message. The text names the column, quotes the line and suggests a cause. */
public final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int column;

    public MalformedLineException(String message, int column) {
        super(message);
        this.column = column;
    }

    /** Column of the fault: the number of its byte in the line, from 1. */
    public int column() {
        return column;
    }
}
