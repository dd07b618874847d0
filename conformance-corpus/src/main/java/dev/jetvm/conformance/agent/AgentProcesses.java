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
 * All processes of a run. Knows each from before its start, so that none can be forgotten: not when the run ends, not
 * when the suite itself is told to end (SIGINT, SIGTERM) in the middle of a start.
 */
final class AgentProcesses implements AutoCloseable {
    /** How often overdue writes are looked for. Their budgets are seconds. */
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
    private volatile boolean closed;

    AgentProcesses(List<String> command, Budgets budgets) {
        this.command = command;
        this.budgets = budgets;
        Runtime.getRuntime().addShutdownHook(hook);
        @Nullable
        Object ignored = watchdog.scheduleWithFixedDelay(() -> live.forEach(AgentProcess::killIfOverdue), WATCH_MILLIS,
                WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Starts the next generation.
     *
     * @throws ResourceShortage if the machine has no room for another process
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
                // Threads that cannot be started are reported like this, too.
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

    /** Also before the lock: whoever ends the run must not wait for many who only learn that it has ended. */
    private void checkOpen() throws AgentFault {
        if (closed) {
            throw new AgentFault(Verdict.INCONCLUSIVE, "the run is over");
        }
    }

    /** Processes started so far. */
    long started() {
        return generations.get();
    }

    /** Processes that were not yet killed or ended in order. */
    Set<AgentProcess> live() {
        return live;
    }

    /** What the marks of all processes of this run begin with. */
    String run() {
        return run + "/";
    }

    private void killAll() {
        closed = true;
        synchronized (starting) {
            // Whoever was about to start a process has done so, and it is in the set.
            closed = true;
        }
        live.forEach(AgentProcess::kill);
        // What an agent that is long gone left behind.
        ProcessTree.marked(run + "/").forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills what is left. Idempotent. */
    @Override
    public void close() {
        killAll();
        watchdog.shutdownNow();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs already, or is about to: it finds nothing left to do.
            return;
        }
    }
}
