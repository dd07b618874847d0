package dev.jetvm.spec;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Prints the current step of the command once it has run for two seconds. Uses a daemon thread, which {@link #close}
 * stops.
 */
final class Progress implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PrintStream err;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String step = "";
    private volatile String said = "";

    Progress(PrintStream err) {
        this.err = err;
        long millis = PATIENCE.toMillis();
        clock.scheduleAtFixedRate(this::say, millis, millis / 4, TimeUnit.MILLISECONDS);
    }

    void step(String what) {
        step = what;
    }

    private void say() {
        String now = step;
        if (!now.isEmpty() && !now.equals(said)) {
            said = now;
            err.printf("jet spec: %s (%d s)%n", now, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
