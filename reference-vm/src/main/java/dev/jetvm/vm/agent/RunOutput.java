package dev.jetvm.vm.agent;

import dev.jetvm.vm.interp.LimitException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a program writes: so many bytes from its beginning to its end, handed over as answers are made.
 *
 * @spec INTERP-15
 */
final class RunOutput extends OutputStream {
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long left;

    /** @param most bytes in all */
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

    /** @throws LimitException if it would be more than it may be; nothing is taken then */
    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        if (!hasRoom(length)) {
            throw new LimitException("output");
        }
        left -= length;
        pending.write(bytes, from, length);
    }

    /** @throws LimitException if it would be more than it may be; nothing is taken then */
    void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /** What was written since this was last asked. */
    synchronized String take() {
        String text = pending.toString(StandardCharsets.UTF_8);
        pending.reset();
        return text;
    }
}
