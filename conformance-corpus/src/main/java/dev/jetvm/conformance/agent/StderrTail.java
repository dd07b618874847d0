package dev.jetvm.conformance.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Drains an agent's standard error on a thread of its own, so that the agent never blocks on it, and keeps the last
 * bytes for the report.
 */
final class StderrTail implements Runnable {
    /** Bytes that are kept. */
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
            // Closed under us when the process is killed: what was kept stays.
            return;
        }
    }

    synchronized void append(byte[] bytes, int n) {
        for (int i = 0; i < n; i++) {
            ring[(int) ((total + i) % KEPT)] = bytes[i];
        }
        total += n;
    }

    /** Bytes read so far; a mark for {@link #since}. */
    synchronized long position() {
        return total;
    }

    /** What was written after the mark, the last {@link #KEPT} bytes of it; says so when the front is missing. */
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
