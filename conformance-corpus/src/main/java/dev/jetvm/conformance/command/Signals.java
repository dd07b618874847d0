package dev.jetvm.conformance.command;

import dev.jetvm.conformance.agent.ResourceShortage;
import dev.jetvm.conformance.session.Launch;
import dev.jetvm.conformance.session.Verdict;
import dev.jetvm.conformance.session.VerdictError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Sends POSIX signals by {@code kill}, as Java itself sends only SIGTERM and SIGKILL. The command is that of the shell:
 * it is built in, while small systems have no program {@code kill}.
 *
 * @param shell a POSIX shell, which need not exist
 *
 * @spec CONF-27
 */
record Signals(Path shell) {
    /** Those of this system. */
    static final Signals OF_SYSTEM = new Signals(Path.of("/bin/sh"));
    /** Time for a command that ends at once, so that a broken system does not stop the suite. */
    private static final long SECONDS = 10;
    /** Status of a process that a signal ended: this plus the number of the signal. */
    private static final int SIGNALLED = 128;

    boolean isAvailable() {
        return Files.isExecutable(shell);
    }

    /**
     * Sends a signal to a process, and waits until it is sent.
     *
     * @return empty, or what {@code kill} says if it could not
     */
    String send(long pid, Launch.SignalName name) throws InterruptedException {
        Ended kill = run(List.of(shell.toString(), "-c", "kill -%s %d".formatted(name, pid)));
        return kill.status() == 0 ? "" : "kill ended with status " + kill.status() + " (" + kill.output().strip() + ")";
    }

    /**
     * The command, started so that it does not ignore the signals. A shell without job control starts what is in the
     * background with SIGINT ignored. Every process inherits that, and a shell script cannot even change it. In such a
     * suite the command is started by the {@code env} of GNU, which can.
     *
     * @throws VerdictError if the signals are ignored, and {@code env} does not change it
     */
    List<String> receiving(Set<Launch.SignalName> names, List<String> command) throws InterruptedException {
        Set<Launch.SignalName> ignored = new TreeSet<>();
        for (Launch.SignalName name : names) {
            if (!reaches(name, List.of())) {
                ignored.add(name);
            }
        }
        if (ignored.isEmpty()) {
            return command;
        }
        List<String> env = List.of("env", "--default-signal="
                + ignored.stream().map(Launch.SignalName::name).collect(Collectors.joining(",")));
        for (Launch.SignalName name : ignored) {
            if (!reaches(name, env)) {
                throw new VerdictError(Verdict.UNSUPPORTED, "processes that this suite starts ignore the signal " + name
                        + ", as the suite itself does; start it in the foreground");
            }
        }
        return joined(env, command);
    }

    /** Whether a shell that is started so and sends itself the signal is ended by it. */
    private boolean reaches(Launch.SignalName name, List<String> prefix) throws InterruptedException {
        return run(joined(prefix, List.of(shell.toString(), "-c", "kill -" + name + " $$"))).status() > SIGNALLED;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> words = new ArrayList<>(first);
        words.addAll(second);
        return words;
    }

    private record Ended(int status, String output) {}

    private static Ended run(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try {
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    return new Ended(-1, command.getFirst() + " did not end");
                }
                return new Ended(process.exitValue(),
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            if (ResourceShortage.isCauseOf(e)) {
                throw new ResourceShortage(e);
            }
            return new Ended(-1, String.valueOf(e.getMessage()));
        }
    }
}
