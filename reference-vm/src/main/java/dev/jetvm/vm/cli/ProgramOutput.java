package dev.jetvm.vm.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The output of a program on standard output. On a terminal each text appears at once; otherwise it is kept in a buffer until the
 * program waits or ends. A failure is kept: the next text stops a program that runs, since its output is lost; one that ends goes
 * on to its end.
 *
 * @spec BOOT-24
 * @spec EXIT-08
 */
final class ProgramOutput extends OutputStream {
    private static final int SIZE = 1 << 16;

    private final BufferedOutputStream out = new BufferedOutputStream(new StandardOutput(), SIZE);
    private final boolean immediate = StandardStream.OUT.isTerminal();
    private boolean pending;
    private boolean ends;
    private @Nullable CommandFailure lost;

    @Override
    public void write(int one) {
        write(new byte[]{(byte) one}, 0, 1);
    }

    /** @throws CommandFailure if this or an earlier text is lost, unless the program ends */
    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        if (lost == null) {
            try {
                out.write(bytes, from, length);
                pending = true;
            } catch (CommandFailure failure) {
                lost = failure;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (immediate) {
                flush();
            }
        }
        if (lost != null && !ends) {
            throw lost;
        }
    }

    /** Writes what is in the buffer. A failure is kept. The machine flushes whenever it waits, mostly without a new text. */
    @Override
    public synchronized void flush() {
        if (!pending || lost != null) {
            return;
        }
        pending = false;
        try {
            out.flush();
        } catch (CommandFailure failure) {
            lost = failure;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on a failure does not stop the program, which ends. */
    synchronized void end() {
        ends = true;
    }

    /** Returns why output is lost, or null. */
    synchronized @Nullable CommandFailure lost() {
        return lost;
    }
}
