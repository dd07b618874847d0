package dev.jetvm.conformance.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits a stream into lines on a separate thread. It holds at most one chunk and one line of the permitted length,
 * whatever the agent sends.
 */
final class LineReader implements Runnable {
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final LineQueue queue;
    private final int maxLine;
    private final Runnable onTooLong;
    private byte[] pending = {};
    private int pendingLength;

    /**
     * @param maxLine maximum length of a line in bytes
     * @param onTooLong called on the reader's thread when a line exceeds the maximum; reading then stops
     */
    LineReader(InputStream in, LineQueue queue, int maxLine, Runnable onTooLong) {
        this.in = in;
        this.queue = queue;
        this.maxLine = maxLine;
        this.onTooLong = onTooLong;
    }

    @Override
    public void run() {
        try {
            byte[] chunk = new byte[CHUNK];
            int n = in.read(chunk);
            while (n >= 0) {
                List<byte[]> lines = new ArrayList<>(1);
                boolean good = cut(chunk, n, lines);
                boolean wanted = queue.add(lines, unfinished());
                if (!good) {
                    queue.end(LineQueue.End.TOO_LONG, unfinished());
                    onTooLong.run();
                    return;
                }
                if (!wanted) {
                    return;
                }
                n = in.read(chunk);
            }
            queue.end(LineQueue.End.CLOSED, unfinished());
        } catch (IOException closed) {
            // Killing a process closes the stream during a read. This counts as an ordinary end of stream.
            queue.end(LineQueue.End.CLOSED, unfinished());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            queue.end(LineQueue.End.CLOSED, unfinished());
        }
    }

    /** Appends the lines that end in this chunk and keeps the remainder; returns false if a line is too long. */
    private boolean cut(byte[] chunk, int n, List<byte[]> lines) {
        int from = 0;
        for (int i = 0; i < n; i++) {
            if (chunk[i] == '\n') {
                if (!keep(chunk, from, i)) {
                    return false;
                }
                lines.add(unfinished());
                pendingLength = 0;
                from = i + 1;
            }
        }
        return keep(chunk, from, n);
    }

    private boolean keep(byte[] chunk, int from, int to) {
        int length = Math.min(to - from, maxLine + 1 - pendingLength);
        if (pending.length < pendingLength + length) {
            pending = Arrays.copyOf(pending,
                    Math.max(pendingLength + length, Math.min(2 * pending.length, maxLine + 1)));
        }
        System.arraycopy(chunk, from, pending, pendingLength, length);
        pendingLength += length;
        return pendingLength <= maxLine;
    }

    private byte[] unfinished() {
        return Arrays.copyOf(pending, pendingLength);
    }
}
