package dev.jetvm.conformance.command;

import dev.jetvm.conformance.agent.ExitStatus;
import dev.jetvm.conformance.agent.ProcessTree;
import dev.jetvm.conformance.agent.ResourceShortage;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One process from its start to its end, with its three streams. It is killed, with all that it started, when its time
 * is over or it writes too much.
 */
final class ProgramProcess {
    private final Process process;
    private final String mark;
    private final BoundedOutput out;
    private final BoundedOutput err;
    private final Thread outThread;
    private final Thread errThread;

    private ProgramProcess(Process process, String mark) {
        this.process = process;
        this.mark = mark;
        this.out = new BoundedOutput(process.getInputStream(), this::kill);
        this.err = new BoundedOutput(process.getErrorStream(), this::kill);
        this.outThread = out.start("jet-program-stdout");
        this.errThread = err.start("jet-program-stderr");
        // Another process may keep the output open; a process that has ended gets no signal all the same.
        process.onExit().thenRun(out::stopWaiting);
    }

    /** @throws VerdictError if the command cannot be started */
    static ProgramProcess start(ProcessBuilder builder, String mark) {
        builder.environment().put(ProcessTree.MARK, mark);
        try {
            return new ProgramProcess(builder.start(), mark);
        } catch (IOException e) {
            if (ResourceShortage.isCauseOf(e)) {
                throw new ResourceShortage(e);
            }
            throw new VerdictError(Verdict.CRASH, "the command did not start: " + e.getMessage());
        }
    }

    void kill() {
        ProcessTree.kill(process.toHandle(), mark);
    }

    /**
     * Gives the process its input, sends it the signals and waits for its end.
     *
     * @param signals which knows afterwards whether all were sent
     * @param limit time from now to the end of the process
     * @param grace time from then to the end of its output
     * @return the exit status
     * @throws VerdictError if it does not end in time, writes too much, or leaves a process behind that keeps its
     *         output open
     */
    int await(byte[] input, SignalSequence signals, Duration limit, Duration grace) {
        try {
            feed(input);
            long deadline = System.nanoTime() + limit.toNanos();
            signals.send(process, out, deadline);
            boolean ended = process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            requireBounds();
            if (!ended) {
                kill();
                outThread.join(grace);
                throw new VerdictError(Verdict.TIMEOUT, "the command did not end within %.1f s and was killed%s%s"
                        .formatted(limit.toMillis() / 1e3, signals.state(out), soFar()));
            }
            boolean closed = outThread.join(grace) && errThread.join(grace);
            requireBounds();
            if (!closed) {
                kill();
                throw new VerdictError(Verdict.FAIL, "the command ended " + ExitStatus.describe(process.exitValue())
                        + ", but a process that it started lives on and keeps its output open");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new VerdictError(Verdict.INCONCLUSIVE, "interrupted while the command was running");
        } catch (ResourceShortage shortage) {
            kill();
            throw shortage;
        }
    }

    /** A command that does not read its input, or ends before, loses nothing. */
    private void feed(byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException notRead) {
            return;
        }
    }

    private void requireBounds() {
        String which = out.isTooMuch() ? "output" : err.isTooMuch() ? "error" : "";
        if (!which.isEmpty()) {
            kill();
            throw new VerdictError(Verdict.FAIL, "the command wrote more than %,d bytes to standard %s and was killed"
                    .formatted(BoundedOutput.MOST, which));
        }
    }

    private String soFar() {
        return out.text().isEmpty()
                ? "; it had written nothing"
                : "; its standard output begins "
                        + out.text().lines().findFirst()
                                .map(line -> "\"" + line.substring(0, Math.min(80, line.length())) + "\"")
                                .orElse("");
    }

    /** Which signal was not sent, and why; empty if all were sent. */
    String unsent(SignalSequence signals) {
        return signals.unsent(out);
    }

    String standardOutput() {
        return out.text();
    }

    String standardError() {
        return err.text();
    }
}
