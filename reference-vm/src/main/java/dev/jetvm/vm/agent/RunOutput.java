package dev.jetvm.vm.agent;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a program writes: so many bytes from its beginning to its end, handed over as answers are made.
 *
 * @spec INTERP-15
 */
final class RunOutput extends OutputStream {
    /** The program would write more than it may. Nothing of what it wanted to write was taken. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Full() {
            super("the program writes too much", null, false, false);
        }
    }

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long left;
    private boolean full;

    /** @param most bytes in all */
    RunOutput(int most) {
        this.left = most;
    }

    synchronized boolean hasRoom(int length) {
        return length <= left;
    }

    /** Whether something was refused. */
    synchronized boolean isFull() {
        return full;
    }

    @Override
    public void write(int one) {
        write(new byte[]{(byte) one}, 0, 1);
    }

    /** @throws Full */
    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        if (!hasRoom(length)) {
            full = true;
            throw new Full();
        }
        left -= length;
        pending.write(bytes, from, length);
    }

    /** @throws Full */
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
