package dev.jetvm.conformance.agent;

import dev.jetvm.conformance.protocol.MessageCodec;
import dev.jetvm.conformance.protocol.Protocol;
import dev.jetvm.conformance.session.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One process and its three streams: sends lines, receives lines, and is killed with everything that it started. Knows
 * lines only; what they mean is {@link Agent}'s.
 */
final class AgentProcess {
    private final Process process;
    private final String mark;
    private final long generation;
    private final Budgets budgets;
    private final Consumer<AgentProcess> onKilled;
    private final OutputStream stdin;
    private final LineQueue queue = new LineQueue();
    private final StderrTail stderr;
    private final Thread stderrThread;
    /** {@link System#nanoTime} by which the write under way has to be done, if {@link #writing}. */
    private volatile long writeDeadline;
    private volatile boolean writing;
    private volatile boolean overdue;

    AgentProcess(Process process, String mark, long generation, Budgets budgets, Consumer<AgentProcess> onKilled) {
        this.process = process;
        this.mark = mark;
        this.generation = generation;
        this.budgets = budgets;
        this.onKilled = onKilled;
        this.stdin = process.getOutputStream();
        this.stderr = new StderrTail(process.getErrorStream());
        this.stderrThread = thread("stderr", stderr);
        LineReader reader = new LineReader(process.getInputStream(), queue, Protocol.MAX_LINE, this::kill);
        // Platform threads: a read from a pipe would pin a virtual thread's carrier for as long as the agent lives.
        thread("stdout", reader).start();
        stderrThread.start();
        process.onExit().thenRun(queue::processEnded);
    }

    private Thread thread(String stream, Runnable task) {
        Thread thread = new Thread(task, "jet-agent-" + generation + "-" + stream);
        thread.setDaemon(true);
        return thread;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    StderrTail stderr() {
        return stderr;
    }

    /** Alive, its output open, and nothing in it. */
    boolean isQuiet() {
        return process.isAlive() && queue.peek() == null && queue.end() == null && queue.rest().length == 0;
    }

    /**
     * Writes and flushes. A full pipe blocks the write; past the deadline the watchdog kills the process, which ends it.
     *
     * @param line with its line end
     */
    void send(byte[] line, long deadline) throws AgentFault, InterruptedException {
        writeDeadline = deadline;
        writing = true;
        try {
            stdin.write(line);
            stdin.flush();
        } catch (IOException e) {
            if (overdue) {
                throw new AgentFault(Verdict.TIMEOUT, "the agent does not read its standard input");
            }
            throw ended("closed its standard input");
        } finally {
            writing = false;
        }
    }

    /** For the watchdog: ends a write that nobody reads. */
    void killIfOverdue() {
        if (writing && System.nanoTime() - writeDeadline > 0) {
            overdue = true;
            kill();
        }
    }

    /** The next line as it came; null when none came by the deadline and the agent lives. */
    byte @Nullable [] receive(long deadline) throws AgentFault, InterruptedException {
        byte[] line = queue.take(deadline, budgets.grace().toNanos());
        if (line == null) {
            LineQueue.End end = queue.end();
            if (end == LineQueue.End.TOO_LONG) {
                throw new AgentFault(Verdict.PROTOCOL_ERROR,
                        "a line of more than %,d bytes: `%s` (missing newline?)".formatted(Protocol.MAX_LINE,
                                MessageCodec.quote(queue.rest())));
            }
            if (end == LineQueue.End.CLOSED || !process.isAlive()) {
                throw ended("closed its standard output");
            }
        }
        return line;
    }

    /** The line that waits although nobody asked for it; null if there is none. */
    @Nullable
    String unasked() {
        byte[] line = queue.peek();
        return line == null ? null : "`" + MessageCodec.quote(line) + "`";
    }

    /** The start of a line whose end is missing. */
    byte[] halfLine() {
        return queue.rest();
    }

    /** Closes standard input: the agent's sign to end. */
    void closeInput() {
        try {
            stdin.close();
        } catch (IOException alreadyGone) {
            // A process that has ended reads nothing: there is nobody to tell.
            return;
        }
    }

    boolean awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    int exitStatus() {
        return process.exitValue();
    }

    /** What the end of a stream means: the process is gone, or it did {@code what} and lives on. */
    private AgentFault ended(String what) throws InterruptedException {
        if (!awaitEnd(budgets.grace())) {
            return new AgentFault(Verdict.PROTOCOL_ERROR, "the agent " + what + " and lives on");
        }
        byte[] half = halfLine();
        String cut = half.length == 0 ? "" : " in the middle of the line `" + MessageCodec.quote(half) + "`";
        return new AgentFault(Verdict.CRASH, "the agent ended " + ExitStatus.describe(exitStatus()) + cut);
    }

    /** Kills the process tree, and waits within the grace time until it is gone and its last words are read. */
    void kill() {
        boolean interrupted = false;
        try {
            ProcessTree.kill(process.toHandle(), mark);
            long deadline = System.nanoTime() + budgets.grace().toNanos();
            awaitEnd(budgets.grace());
            if (Thread.currentThread() != stderrThread) {
                stderrThread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            queue.abandon();
            onKilled.accept(this);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
