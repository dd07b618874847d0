package dev.jetvm.vm.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A buffer for the output of a program. A flush of the empty buffer costs nothing, since the machine flushes whenever it waits. */
final class BufferedOutput extends BufferedOutputStream {
    private static final int SIZE = 1 << 16;

    BufferedOutput(OutputStream out) {
        super(out, SIZE);
    }

    @Override
    public synchronized void flush() throws IOException {
        if (count > 0) {
            super.flush();
        }
    }
}
