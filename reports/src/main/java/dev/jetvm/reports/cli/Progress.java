package dev.jetvm.reports.cli;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.render.Terminal;
import dev.jetvm.reports.run.Observer;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** The progress display of a run: a bar on a terminal, otherwise a line every two seconds. */
final class Progress implements Observer, AutoCloseable {
    private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();

    private final PrintWriter out;
    private final boolean terminal;
    private final Thread interrupted = new Thread(this::interrupted, "jet-progress");
    private @Nullable ProgressBar bar;
    private volatile @Nullable LiveLine line;
    private int total;
    private volatile int done;
    private int failed;
    private long said = System.nanoTime();

    Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void started(int cases) {
        total = cases;
        if (terminal) {
            LiveLine drawn = new LiveLine(Terminal.live());
            line = drawn;
            Runtime.getRuntime().addShutdownHook(interrupted);
            bar = new ProgressBarBuilder().setTaskName("cases").setInitialMax(cases).setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(100).setConsumer(drawn).build();
        }
    }

    @Override
    public void result(CaseResult result) {
        done++;
        if (result.failed()) {
            failed++;
        }
        ProgressBar live = bar;
        if (live != null) {
            live.step();
            live.setExtraMessage(failed == 0 ? "" : failed + " failed");
        } else if (System.nanoTime() - said > QUIET_NANOS) {
            said = System.nanoTime();
            out.println("  " + done + " of " + total + " cases, " + failed + " failed");
        }
    }

    /**
     * Called when the process is terminated during the run. Erases the bar, so that the next output begins on an empty
     * line.
     */
    private void interrupted() {
        LiveLine drawn = line;
        if (drawn != null) {
            drawn.close();
            out.println("interrupted after " + done + " of " + total + " cases; no report was written");
        }
    }

    @Override
    public void finished(Report report) {
        close();
    }

    @Override
    public void close() {
        ProgressBar live = bar;
        if (live != null) {
            live.close();
            bar = null;
            line = null;
            try {
                Runtime.getRuntime().removeShutdownHook(interrupted);
            } catch (IllegalStateException goingDown) {
                // The process is already ending; the hook has erased the line or has none to erase.
                return;
            }
        }
    }
}
