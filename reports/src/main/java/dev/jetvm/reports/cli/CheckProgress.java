package dev.jetvm.reports.cli;

import dev.jetvm.conformance.linearizability.Limits;
import dev.jetvm.reports.render.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The progress of a check that takes longer than two seconds: one line that is redrawn, or a line every two seconds. */
final class CheckProgress implements Limits.Listener, AutoCloseable {
    private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private long said;
    private @Nullable LiveLine line;

    /** @param nanoTime the clock, {@link System#nanoTime} */
    CheckProgress(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        said = nanoTime.getAsLong();
    }

    static String text(Limits.Moment moment) {
        return "%s: %,d of %,d operations in order, %,d configurations".formatted(moment.activity(), moment.ordered(),
                moment.operations(), moment.configurations());
    }

    @Override
    public void at(Limits.Moment moment) {
        LiveLine drawn = line;
        if (drawn == null && nanoTime.getAsLong() - said < QUIET_NANOS) {
            return;
        }
        if (!terminal) {
            said = nanoTime.getAsLong();
            out.println("  " + text(moment));
            return;
        }
        if (drawn == null) {
            drawn = new LiveLine(Terminal.live());
            line = drawn;
        }
        String text = text(moment);
        drawn.accept(text.substring(0, Math.min(text.length(), drawn.getMaxRenderedLength())));
    }

    @Override
    public void close() {
        LiveLine drawn = line;
        if (drawn != null) {
            drawn.close();
        }
    }
}
