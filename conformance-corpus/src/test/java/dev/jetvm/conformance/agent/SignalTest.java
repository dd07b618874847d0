package dev.jetvm.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The suite is told to end in the middle of a run: no agent, and no child of an agent, stays. */
@Execution(ExecutionMode.CONCURRENT)
class SignalTest {
    @TempDir
    private Path dir = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void no_agent_outlives_the_suite(String signal) throws Exception {
        assumeFalse(signal.equals("INT") && interruptsAreIgnored(),
                "started in the background, Ctrl-C is ignored here");
        Process suite = new ProcessBuilder(Agents.java(SuiteUnderSignal.class.getName(), dir.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = suite.inputReader()) {
            String line = out.readLine();
            assertThat(line).as("the processes of the suite").isNotNull();
            List<ProcessHandle> agents = Stream.of(line.split(" ", -1))
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow()).toList();
            assertThat(agents).hasSize(4).allMatch(ProcessHandle::isAlive);
            new ProcessBuilder("kill", "-" + signal, Long.toString(suite.pid())).start().waitFor();
            assertThat(suite.waitFor(10, TimeUnit.SECONDS)).isTrue();
            for (ProcessHandle agent : agents) {
                assertThat(agent.onExit()).succeedsWithin(Duration.ofSeconds(5));
            }
        } finally {
            suite.destroyForcibly();
        }
    }

    /** A process inherits ignored signals; a JVM leaves them so. SIGINT is bit 1 of the mask. */
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
