package dev.jetvm.vm.agent;

import dev.jetvm.vm.interp.LimitException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The output of a program. The total is limited; each report takes what was written since the last.
 *
 * @spec INTERP-15
 */
final class RunOutput extends OutputStream {
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long left;

    /** @param most greatest number of bytes in total */
    RunOutput(int most) {
        this.left = most;
    }

    synchronized boolean hasRoom(int length) {
        return length <= left;
    }

    @Override
    public void write(int one) {
        write(new byte[]{(byte) one}, 0, 1);
    }

    /**
     * Appends output.
     *
     * @throws LimitException if the output would exceed the limit; no byte is then written
     */
    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        if (!hasRoom(length)) {
            throw new LimitException("output");
        }
        left -= length;
        pending.write(bytes, from, length);
    }

    /**
     * Appends output.
     *
     * @throws LimitException if the output would exceed the limit; no byte is then written
     */
    void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /** Returns and clears the output written since the last call. */
    synchronized String take() {
        String text = pending.toString(StandardCharsets.UTF_8);
        pending.reset();
        return text;
    }
}
