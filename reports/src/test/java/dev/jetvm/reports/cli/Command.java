package dev.jetvm.reports.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The packaged {@code conformance} command in a process of its own, as the launcher starts it. */
final class Command {
    static final Path ROOT = Path.of(System.getProperty("jet.root", "..")).toAbsolutePath().normalize();
    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    static {
        System.setProperty("jet.root", ROOT.toString());
        System.setProperty("jet.java", JAVA);
    }

    private Command() {}

    /** What a command left behind. */
    record Result(int status, String out, String err) {}

    static ProcessBuilder builder(String... arguments) {
        List<String> words = new ArrayList<>(List.of(JAVA, "-XX:+UseSerialGC", "-Djet.root=" + ROOT,
                "-Djet.java=" + JAVA, "-jar", ROOT.resolve("reports/target/jet-conformance.jar").toString()));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words);
    }

    /** A command in a process of its own that a shell has prepared, {@code ulimit -n 30}. */
    static Result within(String limits, List<String> javaOptions, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(builder(arguments).command());
        words.addAll(1, javaOptions);
        String line = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Path out = Files.createTempFile("jet-command", ".out");
        Path err = Files.createTempFile("jet-command", ".err");
        int status = new ProcessBuilder("sh", "-c", limits + "; exec " + line).redirectOutput(out.toFile())
                .redirectError(err.toFile()).start().waitFor();
        Result result = new Result(status, Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return result;
    }

    /** The same inside this process, which need not be started and warmed up each time. */
    static Result run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            int status = ConformanceCommand.execute(arguments);
            return new Result(status, outBytes.toString(StandardCharsets.UTF_8),
                    errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /**
     * The command of an agent that is the reference with one thing wrong. See {@link FaultyAgent}. It is started often,
     * so the process in front has the shortest class path there is, and the one behind its ahead-of-time cache.
     */
    static String faulty(String fault) {
        List<String> words = new ArrayList<>(List.of(JAVA, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                FaultyAgent.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
                FaultyAgent.class.getName(), fault));
        words.addAll(AgentSettings.reference());
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    }
}
