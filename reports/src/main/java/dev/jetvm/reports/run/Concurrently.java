package dev.jetvm.reports.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the parts of a work at the same time. */
final class Concurrently {
    private Concurrently() {}

    /**
     * Runs each part on a thread of its own and waits for all.
     *
     * @param threads beginning of the names of the threads
     * @return the results in the order of the parts
     * @throws RuntimeException the root cause of the first part, in their order, that failed
     */
    static <T> List<T> all(String threads, List<Callable<T>> parts) {
        try (ExecutorService pool = Executors.newFixedThreadPool(parts.size(),
                Thread.ofPlatform().name(threads, 1).factory())) {
            List<Future<T>> running = new ArrayList<>();
            parts.forEach(part -> running.add(pool.submit(part)));
            List<T> done = new ArrayList<>();
            for (Future<T> each : running) {
                done.add(each.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted", e);
        } catch (ExecutionException e) {
            throw rootOf(e);
        }
    }

    private static RuntimeException rootOf(ExecutionException failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
