package dev.jetvm.vm.interp;

/**
 * A frame of a stack trace.
 *
 * @param function name of the function; {@code <script>} if it has none
 * @param file source file, or empty
 * @param line line number; 0 if unknown
 * @param column column number; 0 if unknown
 * @param offset offset in the function, in bytes, of the current instruction or of the last byte of a call (ERR-232)
 */
public record TraceFrame(String function, String module, String file, int line, int column, int offset) {

    /**
     * Returns the frame as a line of a trace.
     *
     * @spec DBG-04
     */
    @Override
    public String toString() {
        String place = file.isEmpty() ? module : file;
        return line == 0
                ? "at %s (%s+%04x)".formatted(function, place, offset)
                : "at %s (%s:%d)".formatted(function, place, line);
    }
}
