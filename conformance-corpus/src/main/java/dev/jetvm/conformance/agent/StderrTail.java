package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.text.DisplayText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * Drains an agent's standard error on a separate thread, so that the agent never blocks on it, and keeps the last bytes
 * for the report.
 */
final class StderrTail implements Runnable {
    /** Number of bytes kept. */
    static final int KEPT = 8 * 1024;

    private final InputStream in;
    private final byte[] ring = new byte[KEPT];
    private long total;

    StderrTail(InputStream in) {
        this.in = in;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[KEPT];
        try {
            int n = in.read(chunk);
            while (n >= 0) {
                append(chunk, n);
                n = in.read(chunk);
            }
        } catch (IOException closed) {
            // Killing the process closes the stream. The bytes read so far are kept.
            return;
        }
    }

    synchronized void append(byte[] bytes, int n) {
        for (int i = 0; i < n; i++) {
            ring[(int) ((total + i) % KEPT)] = bytes[i];
        }
        total += n;
    }

    /** The last lines, each as {@code standard error: ...} after a line feed; empty if there are none. */
    String lastWords() {
        return DisplayText.lastLines(since(0)).stream().map(line -> "\nstandard error: " + line)
                .collect(Collectors.joining());
    }

    /** Number of bytes read so far; a position for {@link #since}. */
    synchronized long position() {
        return total;
    }

    /**
     * The output after the position, at most its last {@link #KEPT} bytes; the text says if earlier output is missing.
     */
    synchronized String since(long mark) {
        long from = Math.max(mark, total - KEPT);
        byte[] kept = new byte[(int) (total - from)];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = ring[(int) ((from + i) % KEPT)];
        }
        String text = new String(kept, StandardCharsets.UTF_8);
        return from > mark ? "[... " + (from - mark) + " bytes before]\n" + text : text;
    }
}
