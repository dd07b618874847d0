package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.session.CaseRun.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that one case sent and received: the last exchanges for display, and all lines sent (up to a limit) for the
 * rerun after a crash. Lines are stored as bytes and converted to text only on request.
 */
final class Transcript {
    /** Maximum number of exchanges shown. */
    static final int SHOWN = 64;
    /** Maximum number of bytes of a line shown. */
    static final int LINE = 4096;
    /** Maximum total number of bytes of sent lines kept for a rerun. */
    static final long REPLAYED = 4L << 20;

    private final ArrayDeque<byte[][]> shown = new ArrayDeque<>();
    private final ArrayDeque<Prepared> sent = new ArrayDeque<>();
    private long sentBytes;
    private boolean complete = true;
    private boolean anew;

    /** Makes the next line sent the first one shown. */
    void focus() {
        anew = true;
    }

    /** Records a line before it is sent. */
    void sending(Prepared line) {
        sent.add(line);
        sentBytes += line.bytes().length;
        while (sentBytes > REPLAYED && sent.size() > 1) {
            sentBytes -= sent.remove().bytes().length;
            complete = false;
        }
        if (anew) {
            shown.clear();
            anew = false;
        }
        shown.add(new byte[][]{line.bytes(), {}});
        if (shown.size() > SHOWN) {
            shown.remove();
        }
    }

    /** Records the answer to the line sent last. */
    void received(byte[] line) {
        byte[][] last = shown.peekLast();
        if (last != null) {
            last[1] = line;
        }
    }

    /** The lines sent, oldest first. */
    List<Prepared> sent() {
        return List.copyOf(sent);
    }

    /** Whether {@link #sent} contains every line sent. */
    boolean complete() {
        return complete;
    }

    List<Exchange> exchanges() {
        List<Exchange> all = new ArrayList<>(shown.size());
        for (byte[][] pair : shown) {
            all.add(new Exchange(text(pair[0]), text(pair[1])));
        }
        return all;
    }

    private static String text(byte[] line) {
        int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        String text = new String(line, 0, Math.min(end, LINE), StandardCharsets.UTF_8);
        return end > LINE ? text + "... (" + end + " bytes)" : text;
    }
}
