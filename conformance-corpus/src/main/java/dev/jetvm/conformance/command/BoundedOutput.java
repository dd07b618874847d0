package dev.jetvm.conformance.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads one output of a process on a thread of its own, up to a limit. */
final class BoundedOutput implements Runnable {
    /** Maximum number of bytes of one output. */
    static final int MOST = 1 << 20;

    private final InputStream in;
    private final Runnable onTooMuch;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private volatile boolean tooMuch;

    /** @param onTooMuch called once, on the thread of this reader, when the limit is exceeded */
    BoundedOutput(InputStream in, Runnable onTooMuch) {
        this.in = in;
        this.onTooMuch = onTooMuch;
    }

    Thread start(String name) {
        Thread thread = new Thread(this, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[1 << 16];
        try {
            int n = in.read(chunk);
            while (n >= 0 && !tooMuch) {
                append(chunk, n);
                n = in.read(chunk);
            }
        } catch (IOException closed) {
            // Killing the process closes the stream. The bytes read so far are kept.
            return;
        }
    }

    private void append(byte[] chunk, int n) {
        synchronized (kept) {
            int room = MOST - kept.size();
            kept.write(chunk, 0, Math.min(n, room));
            tooMuch = n > room;
        }
        if (tooMuch) {
            onTooMuch.run();
        }
    }

    boolean isTooMuch() {
        return tooMuch;
    }

    /** What was read, as UTF-8. */
    String text() {
        synchronized (kept) {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
