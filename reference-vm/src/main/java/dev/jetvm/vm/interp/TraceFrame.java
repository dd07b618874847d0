package dev.jetvm.vm.interp;

/**
 * A line of a stack trace.
 *
 * @param function its name, {@code <script>} if it has none
 * @param file of the source, or empty
 * @param line 0 if nothing is known
 * @param column 0 if nothing is known
 * @param offset in the function: of the instruction, or of the last byte of a call (ERR-232)
 */
public record TraceFrame(String function, String module, String file, int line, int column, int offset) {

    /**
     * As a trace shows it.
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
