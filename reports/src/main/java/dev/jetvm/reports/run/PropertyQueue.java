package dev.jetvm.reports.run;

import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;

/** The properties of a run, each executed once by whichever thread is free next. */
final class PropertyQueue {
    private final Queue<String> waiting;
    private final Function<String, LauncherDiscoveryRequest> request;
    private final TestExecutionListener listener;

    /**
     * @param properties unique ids
     * @param request makes the request that selects one property by its unique id
     * @param listener called on the threads that execute properties
     */
    PropertyQueue(List<String> properties, Function<String, LauncherDiscoveryRequest> request,
            TestExecutionListener listener) {
        this.waiting = new ConcurrentLinkedQueue<>(properties);
        this.request = request;
        this.listener = listener;
    }

    /** Executes properties on this thread until none is left. Only one thread may use the engine of the launcher. */
    void run(Launcher launcher) {
        for (String next = waiting.poll(); next != null; next = waiting.poll()) {
            launcher.execute(request.apply(next), listener);
        }
    }

    /** Executes properties on as many threads, each with a copy of the engine, until none is left. */
    void runOnCopies(int threads, Function<LauncherConfig.Builder, Launcher> launchers) {
        if (threads == 0 || waiting.isEmpty()) {
            return;
        }
        Concurrently.all("jet-properties-",
                Collections.nCopies(threads, Executors.callable(() -> runOnCopy(launchers))));
    }

    private void runOnCopy(Function<LauncherConfig.Builder, Launcher> launchers) {
        try (PropertyEngine copy = new PropertyEngine()) {
            Thread.currentThread().setContextClassLoader(copy.loader());
            run(launchers.apply(
                    LauncherConfig.builder().enableTestEngineAutoRegistration(false).addTestEngines(copy.engine())));
        }
    }
}
