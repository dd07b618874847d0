package dev.jetvm.vm.fuzz;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs work that may not terminate, with a time limit. */
final class Deadline {
    private Deadline() {}

    /** Thrown when the time limit is exceeded. The thread cannot be stopped and continues, so the search should end. */
    static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Endless(Duration time) {
            super("counted it ends, not counted it has not ended in " + time.toSeconds() + " s");
        }
    }

    /**
     * Runs work on a daemon thread.
     *
     * @throws Endless if the time limit is exceeded
     * @throws RuntimeException the exception or error that the work throws
     */
    static <T> T within(Duration time, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread.ofPlatform().daemon().name("jet-fuzz-trial").start(task);
        try {
            return task.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new Endless(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
