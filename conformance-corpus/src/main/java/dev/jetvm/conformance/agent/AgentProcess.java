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
 * One process and its three streams. It sends and receives lines and kills the process with all its descendants. It
 * does not interpret lines; {@link Agent} does.
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
    /** {@link System#nanoTime} by which the current write must complete; meaningful only while {@link #writing}. */
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

    /** Whether the process is alive, its output is open and no output is pending. */
    boolean isQuiet() {
        return process.isAlive() && queue.peek() == null && queue.end() == null && queue.rest().length == 0;
    }

    /**
     * Writes and flushes a line. A full pipe blocks the write; the watchdog kills the process after the deadline, which
     * ends the write.
     *
     * @param line including its line end
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

    /** Called by the watchdog: kills the process if its current write is overdue. */
    void killIfOverdue() {
        if (writing && System.nanoTime() - writeDeadline > 0) {
            overdue = true;
            kill();
        }
    }

    /** The next line as received; null if none arrived by the deadline and the process is alive. */
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

    /** The pending line that was not requested; null if there is none. */
    @Nullable
    String unasked() {
        byte[] line = queue.peek();
        return line == null ? null : "`" + MessageCodec.quote(line) + "`";
    }

    /** The bytes received after the last line end. */
    byte[] halfLine() {
        return queue.rest();
    }

    /** Closes standard input, which tells the agent to end. */
    void closeInput() {
        try {
            stdin.close();
        } catch (IOException alreadyGone) {
            // A process that has ended reads nothing, so a failed close loses nothing.
            return;
        }
    }

    boolean awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    int exitStatus() {
        return process.exitValue();
    }

    /** The fault for an ended stream: the process ended, or it did {@code what} and is still alive. */
    private AgentFault ended(String what) throws InterruptedException {
        if (!awaitEnd(budgets.grace())) {
            return new AgentFault(Verdict.PROTOCOL_ERROR, "the agent " + what + " and lives on");
        }
        byte[] half = halfLine();
        String cut = half.length == 0 ? "" : " in the middle of the line `" + MessageCodec.quote(half) + "`";
        return new AgentFault(Verdict.CRASH, "the agent ended " + ExitStatus.describe(exitStatus()) + cut);
    }

    /** Kills the process tree and waits within the grace time for it to end and its remaining output to be read. */
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
