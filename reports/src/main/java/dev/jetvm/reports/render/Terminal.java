package dev.jetvm.reports.render;

import dev.jetvm.conformance.text.DisplayText;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;

/**
 * The standard streams for all output of the command. Control characters are escaped here, so that no answer, file or
 * argument can control the terminal; only line feeds and the colours of {@link Style} are not escaped. JSON output
 * keeps its meaning, because the escapes are valid in JSON strings.
 */
public final class Terminal {
    private Terminal() {}

    /** Standard output in UTF-8, flushed after every line. */
    public static PrintWriter out() {
        return writer(System.out);
    }

    /** Standard error in UTF-8, flushed after every line. */
    public static PrintWriter err() {
        return writer(System.err);
    }

    /** Standard error without escaping, for a line that is redrawn repeatedly. */
    public static PrintStream live() {
        return System.err;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new Escaping(new OutputStreamWriter(stream, StandardCharsets.UTF_8)), true);
    }

    private static final class Escaping extends FilterWriter {
        Escaping(Writer out) {
            super(out);
        }

        @Override
        public void write(int c) throws IOException {
            write(String.valueOf((char) c));
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            write(new String(text, from, length));
        }

        @Override
        public void write(String text, int from, int length) throws IOException {
            String part = text.substring(from, from + length);
            if (part.equals(System.lineSeparator())) {
                out.write(part);
                return;
            }
            Matcher colour = Style.SEQUENCE.matcher(part);
            int done = 0;
            while (colour.find()) {
                out.write(DisplayText.block(part.substring(done, colour.start())));
                out.write(colour.group());
                done = colour.end();
            }
            out.write(DisplayText.block(part.substring(done)));
        }
    }
}
