package dev.jetvm.reports.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One line of a terminal that is redrawn repeatedly, never wider than the current width of the terminal, and erased
 * when it is closed. Thread-safe, because the progress bar draws on a separate thread.
 */
final class LiveLine implements ProgressBarConsumer {
    /** Assumed width in columns if the terminal does not report its width. */
    static final int USUAL_WIDTH = 80;
    /** Columns left free for the two characters that a terminal echoes for Ctrl-C: a wrapped line cannot be erased. */
    static final int FREE = 3;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream out;
    private @Nullable Terminal terminal;
    private boolean asked;
    private boolean closed;

    LiveLine(PrintStream out) {
        this.out = out;
    }

    /** The maximum length of the line in columns. */
    @Override
    public synchronized int getMaxRenderedLength() {
        int width = width();
        return Math.max(1, (width > 0 ? width : USUAL_WIDTH) - FREE);
    }

    private int width() {
        if (!asked && !closed) {
            asked = true;
            try {
                // The terminal must not install signal handlers: they would end the process at Ctrl-C before its
                // shutdown hooks have ended the agents.
                terminal = TerminalBuilder.builder().system(true).dumb(false).provider("ffm").nativeSignals(false)
                        .build();
            } catch (IOException | IllegalStateException unknown) {
                // A terminal that cannot be queried is assumed to have the usual width.
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

    /** Erases the line; later drawing has no effect. */
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
