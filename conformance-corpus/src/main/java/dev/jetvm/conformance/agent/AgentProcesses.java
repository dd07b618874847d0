package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.session.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All processes of a run. Each process is started and registered under one lock, so that none is missed when the run
 * ends or the suite itself is terminated (SIGINT, SIGTERM) during a start.
 */
final class AgentProcesses implements AutoCloseable {
    /** Interval in milliseconds at which overdue writes are looked for. Write budgets are in seconds. */
    private static final long WATCH_MILLIS = 50;

    private final List<String> command;
    private final Budgets budgets;
    private final String run = UUID.randomUUID().toString();
    private final AtomicLong generations = new AtomicLong();
    private final Set<AgentProcess> live = ConcurrentHashMap.newKeySet();
    private final Object starting = new Object();
    private final Thread hook = new Thread(this::killAll, "jet-agents-end");
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "jet-agents-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final ExchangeTimes times = new ExchangeTimes();
    private volatile boolean closed;

    AgentProcesses(List<String> command, Budgets budgets) {
        this.command = command;
        this.budgets = budgets;
        Runtime.getRuntime().addShutdownHook(hook);
        @Nullable
        Object ignored = watchdog.scheduleWithFixedDelay(() -> live.forEach(AgentProcess::killIfOverdue), WATCH_MILLIS,
                WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The waits for the agents of the run. */
    ExchangeTimes times() {
        return times;
    }

    /**
     * Starts the next process.
     *
     * @throws ResourceShortage if the system lacks the resources for another process
     */
    AgentProcess start() throws AgentFault {
        checkOpen();
        synchronized (starting) {
            checkOpen();
            long generation = generations.incrementAndGet();
            String mark = run + "/" + generation + "/";
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put(ProcessTree.MARK, mark);
            Process started = null;
            try {
                started = builder.start();
                AgentProcess process = new AgentProcess(started, mark, generation, budgets, live::remove);
                live.add(process);
                return process;
            } catch (OutOfMemoryError e) {
                // The JVM also reports threads that it cannot start as OutOfMemoryError.
                if (started != null) {
                    ProcessTree.kill(started.toHandle(), mark);
                }
                throw new ResourceShortage(e);
            } catch (IOException e) {
                if (ResourceShortage.isCauseOf(e)) {
                    throw new ResourceShortage(e);
                }
                throw new AgentFault(Verdict.CRASH, "the agent did not start: " + e.getMessage());
            }
        }
    }

    /** Also called before the lock is taken: ending the run must not wait for threads that would only find it ended. */
    private void checkOpen() throws AgentFault {
        if (closed) {
            throw new AgentFault(Verdict.INCONCLUSIVE, "the run is over");
        }
    }

    /** Number of processes started so far. */
    long started() {
        return generations.get();
    }

    /** Processes that have been neither killed nor ended in order. */
    Set<AgentProcess> live() {
        return live;
    }

    /** The prefix of the marks of all processes of this run. */
    String run() {
        return run + "/";
    }

    private void killAll() {
        closed = true;
        synchronized (starting) {
            // Any start in progress has completed, and its process is registered.
            closed = true;
        }
        live.forEach(AgentProcess::kill);
        // Also kills processes left behind by agents that have already ended.
        ProcessTree.marked(run + "/").forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills the remaining processes. Idempotent. */
    @Override
    public void close() {
        killAll();
        watchdog.shutdownNow();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The shutdown hook is running or about to run, and has no process left to kill.
            return;
        }
    }
}
