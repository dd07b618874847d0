package dev.jetvm.vm.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads lines of bounded length. The excess of a longer line is read and discarded, so that memory use is bounded. */
final class LineInput {
    /** The greatest length of a line in bytes, without the line end. */
    static final int LIMIT = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int start;
    private int end;
    private byte[] line = new byte[4 << 10];
    private int length;
    private boolean tooLong;

    LineInput(InputStream in) {
        this.in = in;
    }

    /** Returns the next line without its end, or null at the end of input. The last line need not have a line end. */
    byte @Nullable [] next() throws IOException {
        length = 0;
        tooLong = false;
        while (true) {
            int stop = lineEnd();
            keep(start, stop);
            if (stop < end) {
                start = stop + 1;
                return taken();
            }
            if (!fill()) {
                return length == 0 && !tooLong ? null : taken();
            }
        }
    }

    /** Returns whether the line last returned by {@link #next} exceeded the limit. */
    boolean wasTooLong() {
        return tooLong;
    }

    /** Returns whether no further input is buffered, so that the answers should be flushed. */
    boolean drained() {
        return start == end;
    }

    private int lineEnd() {
        int at = start;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private void keep(int from, int to) {
        int more = to - from;
        if (tooLong || length + more > LIMIT) {
            tooLong = true;
            length = 0;
            return;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.min(LIMIT, Math.max(length + more, 2 * line.length)));
        }
        System.arraycopy(buffer, from, line, length, more);
        length += more;
    }

    private byte[] taken() {
        int stop = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return Arrays.copyOf(line, stop);
    }

    private boolean fill() throws IOException {
        start = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
