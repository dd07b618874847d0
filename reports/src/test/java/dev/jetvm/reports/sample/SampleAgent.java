package dev.jetvm.reports.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sample agents of the corpus; that in C is built, in its right and its wrong forms, below {@code reports/target/sample-agent}. */
final class SampleAgent {
    static final Path ROOT = Path.of(System.getProperty("jet.root", ".."));
    private static final Path SOURCES = ROOT.resolve("conformance-corpus/agents/c");
    private static final Path TARGET = ROOT.resolve("reports/target/sample-agent");
    private static final long BUILD_SECONDS = 120;
    private static final Map<String, Path> BUILT = new HashMap<>();

    private SampleAgent() {}

    static Path folder(String name) throws IOException {
        return Files.createDirectories(TARGET.resolve(name).toAbsolutePath());
    }

    /** @param wrong the switch that makes it wrong, null for none */
    static Path build(String name, @Nullable String wrong) throws IOException, InterruptedException {
        return make(name, "agent", wrong == null ? "DEFINES=" : "DEFINES=-D" + wrong);
    }

    /** The same, but what this process built before under this name is not built again. */
    static synchronized Path buildOnce(String name, String wrong) throws IOException, InterruptedException {
        Path agent = BUILT.get(name);
        if (agent == null) {
            agent = build(name, wrong);
            BUILT.put(name, agent);
        }
        return agent;
    }

    /** With the address and undefined behaviour sanitizers, which end the process at the first fault. */
    static Path buildSanitized() throws IOException, InterruptedException {
        return make("sanitized", "agent-sanitized", "DEFINES=");
    }

    /** Builds the agent in Go, once in this process. */
    static synchronized Path buildGo() throws IOException, InterruptedException {
        Path agent = BUILT.get("go");
        if (agent == null) {
            needs("go", "JET_NO_GO", "version");
            agent = folder("go").resolve("agent");
            Path log = folder("go").resolve("build.txt");
            // The version control of the folder is of no interest, and fails where its owner is another user.
            int status = run(log, "sh", "-c", "cd '%s' && go build -buildvcs=false -o '%s' .".formatted(
                    ROOT.resolve("conformance-corpus/agents/go").toAbsolutePath(), agent));
            assertThat(status).as("status of go build; it said:%n%s", Files.readString(log)).isZero();
            BUILT.put("go", agent);
        }
        return agent;
    }

    /** Compiles the agent in Java, once in this process: the launcher of sources would compile it at each start. */
    static synchronized Path buildJava() throws IOException, InterruptedException {
        Path classes = BUILT.get("java");
        if (classes == null) {
            classes = folder("java").resolve("classes");
            Path log = folder("java").resolve("build.txt");
            Path sources = ROOT.resolve("conformance-corpus/agents/java");
            int status = run(log, java("javac").toString(), "-nowarn", "-d", classes.toString(), "--source-path",
                    sources.toString(), sources.resolve("Agent.java").toString());
            assertThat(status).as("status of javac; it said:%n%s", Files.readString(log)).isZero();
            BUILT.put("java", classes);
        }
        return classes;
    }

    /** A program of the JDK that runs this test. */
    static Path java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool);
    }

    private static Path make(String name, String program, String defines) throws IOException, InterruptedException {
        needs("gcc", "JET_NO_GCC");
        needs("make", "JET_NO_GCC");
        Path folder = folder(name);
        Path agent = folder.resolve(program);
        // make compares times, not switches: a program of another build would stay.
        Files.deleteIfExists(agent);
        Path log = folder.resolve("build.txt");
        int status = run(log, "make", "-C", SOURCES.toString(), "OUT=" + folder, defines, agent.toString());
        assertThat(status).as("status of make; it said:%n%s", Files.readString(log)).isZero();
        return agent;
    }

    /**
     * The command that starts an agent which is a script.
     *
     * @param file below the folder of agents
     * @param arguments follow the file
     */
    static String script(String tool, String optOut, String file, String... arguments)
            throws IOException, InterruptedException {
        needs(tool, optOut);
        Path script = ROOT.resolve("conformance-corpus/agents").resolve(file).toAbsolutePath().normalize();
        return "%s '%s' %s".formatted(tool, script, String.join(" ", arguments)).strip();
    }

    /**
     * A missing tool is a failure, unless the environment opts out.
     *
     * @param optOut the variable that skips the tests of this tool where it is 1
     */
    private static void needs(String tool, String optOut) throws IOException, InterruptedException {
        needs(tool, optOut, "--version");
    }

    private static void needs(String tool, String optOut, String version) throws IOException, InterruptedException {
        try {
            assertThat(run(folder("tools").resolve(tool + ".txt"), tool, version)).as(tool).isZero();
        } catch (IOException missing) {
            if ("1".equals(System.getenv(optOut))) {
                abort("skipped: no " + tool + " here, and " + optOut + " is 1");
            }
            fail("the sample agent needs %s; install it, or set %s=1 to skip this test: %s", tool, optOut,
                    missing.getMessage());
        }
    }

    private static int run(Path log, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(BUILD_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("%s did not end within %d seconds", String.join(" ", command), BUILD_SECONDS);
        }
        return process.exitValue();
    }
}
