package dev.jetvm.reports.cli;

import dev.jetvm.reports.model.CaseResult;
import dev.jetvm.reports.model.Report;
import dev.jetvm.reports.run.Observer;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** The live line of a run: a bar on a terminal, elsewhere a line every two seconds. */
final class Progress implements Observer, AutoCloseable {
    private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int WIDTH = 100;

    private final PrintWriter out;
    private final boolean terminal;
    private @Nullable ProgressBar bar;
    private int total;
    private int done;
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
            bar = new ProgressBarBuilder().setTaskName("cases").setInitialMax(cases).setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(100).setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                    .build();
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
        }
    }
}
