package dev.jetvm.reports.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One line of a terminal that is drawn again and again, never wider than the terminal is at that moment, and that is
 * gone when it is closed. Thread-safe: the bar draws on a thread of its own.
 */
final class LiveLine implements ProgressBarConsumer {
    /** Where the terminal does not say how wide it is. */
    static final int USUAL_WIDTH = 80;
    /** Columns left free, for the two signs that a terminal echoes for Ctrl-C: a line that wraps cannot be erased. */
    static final int FREE = 3;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream out;
    private @Nullable Terminal terminal;
    private boolean asked;
    private boolean closed;

    LiveLine(PrintStream out) {
        this.out = out;
    }

    /** In columns. */
    @Override
    public synchronized int getMaxRenderedLength() {
        int width = width();
        return Math.max(1, (width > 0 ? width : USUAL_WIDTH) - FREE);
    }

    private int width() {
        if (!asked && !closed) {
            asked = true;
            try {
                // Without handlers of its own for signals: those would end the process at Ctrl-C before its hooks
                // have ended the agents.
                terminal = TerminalBuilder.builder().system(true).dumb(false).provider("ffm").nativeSignals(false)
                        .build();
            } catch (IOException | IllegalStateException unknown) {
                // A terminal that cannot be asked is taken to have the usual width.
                terminal = null;
            }
        }
        Terminal known = terminal;
        return known == null ? 0 : known.getWidth();
    }

    @Override
    public synchronized void accept(String line) {
        if (!closed) {
            out.print(ERASE + line);
            out.flush();
        }
    }

    @Override
    public void clear() {
        accept("");
    }

    /** Leaves nothing on the line; nothing is drawn any more. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        accept("");
        closed = true;
        Terminal known = terminal;
        if (known != null) {
            try {
                known.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
