package dev.jetvm.vm.assembly;

import dev.jetvm.vm.text.Printable;

/**
 * A fault in a text that prevents assembly.
 *
 * @param code normative, one of chapter The text form
 * @param offset in bytes of the text in UTF-8
 * @param line from 1
 * @param column in characters (Unicode scalar values), from 1
 * @param message what was found and what was expected
 * @param hint how to correct the fault, or empty
 */
public record Problem(String code, long offset, int line, int column, String message, String hint) {

    private static final String MARGIN = "    ";
    /** The greatest number of characters shown of the source line. */
    private static final int SHOWN = 160;

    /** Formats position and message, the source line, and a caret under the column. */
    String report(String file, String text) {
        StringBuilder out = new StringBuilder();
        out.append(Printable.text(file)).append(':').append(line).append(':').append(column).append(": ")
                .append(Printable.text(message)).append('\n');
        int[] source = sourceLine(text).codePoints().toArray();
        int place = Math.min(column - 1, source.length);
        int from = Math.max(0, place - SHOWN / 2);
        int to = Math.min(source.length, from + SHOWN);
        out.append(MARGIN).append(shown(source, from, to)).append('\n').append(MARGIN);
        shown(source, from, place).codePoints().forEach(scalar -> out.append(scalar == '\t' ? '\t' : ' '));
        out.append("^\n");
        if (!hint.isEmpty()) {
            out.append(MARGIN).append(Printable.text(hint)).append('\n');
        }
        return out.toString();
    }

    private static String shown(int[] source, int from, int to) {
        return Printable.text(new String(source, from, to - from));
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
