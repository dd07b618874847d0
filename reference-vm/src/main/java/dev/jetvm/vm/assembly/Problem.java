package dev.jetvm.vm.assembly;

/**
 * Something in a text that cannot be assembled.
 *
 * @param code normative, one of chapter The text form
 * @param offset in bytes of the text in UTF-8
 * @param line from 1
 * @param column in characters (Unicode scalar values), from 1
 * @param message what was found and what was expected
 * @param hint what to do, or empty
 */
public record Problem(String code, long offset, int line, int column, String message, String hint) {

    /** Where and what, the line of the source, and a caret under the place. */
    String report(String file, String text) {
        StringBuilder out = new StringBuilder();
        out.append(file).append(':').append(line).append(':').append(column).append(": ").append(message).append('\n');
        String source = sourceLine(text);
        out.append("    ").append(source).append('\n').append("    ");
        int reached = 0;
        for (int k = 0; k < source.length() && reached < column - 1; reached++) {
            int scalar = source.codePointAt(k);
            out.append(scalar == '\t' ? '\t' : ' ');
            k += Character.charCount(scalar);
        }
        out.append("^\n");
        if (!hint.isEmpty()) {
            out.append("    ").append(hint).append('\n');
        }
        return out.toString();
    }

    private String sourceLine(String text) {
        int start = 0;
        for (int k = 1; k < line; k++) {
            start = text.indexOf('\n', start) + 1;
        }
        int end = text.indexOf('\n', start);
        String source = text.substring(start, end < 0 ? text.length() : end);
        return source.endsWith("\r") ? source.substring(0, source.length() - 1) : source;
    }
}
