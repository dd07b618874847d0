package dev.jetvm.conformance.history;

/** A history that cannot be read; the message says what was expected, what was found, and what to do. */
public final class HistoryError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * @param line line of the fault, from 1; 0 if it concerns the whole file
     * @param column column of the fault, from 1; 0 if it concerns the whole line
     */
    public HistoryError(int line, int column, String message) {
        super(message, null, false, false);
        this.line = line;
        this.column = column;
    }

    /** {@code FILE:LINE:COLUMN}, as far as they are known. */
    public String place(String file) {
        return line == 0 ? file : column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
