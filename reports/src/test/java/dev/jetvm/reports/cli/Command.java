package dev.jetvm.reports.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged {@code conformance} command in a process of its own, as the launcher starts it. */
final class Command {
    static final Path ROOT = Path.of(System.getProperty("jet.root", "..")).toAbsolutePath().normalize();
    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Command() {}

    /** What a command left behind. */
    record Result(int status, String out, String err) {}

    static ProcessBuilder builder(String... arguments) {
        List<String> words = new ArrayList<>(List.of(JAVA, "-XX:+UseSerialGC", "-Djet.root=" + ROOT,
                "-Djet.java=" + JAVA, "-jar", ROOT.resolve("reports/target/jet-conformance.jar").toString()));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words);
    }

    static Result run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("stdout.txt");
        Path err = folder.resolve("stderr.txt");
        Process process = builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        int status = process.waitFor();
        return new Result(status, Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** The command of an agent that is the reference with one thing wrong. See {@link FaultyAgent}. */
    static String faulty(String fault) {
        return "'%s' -cp '%s' %s %s '%s' -jar '%s' agent".formatted(JAVA, System.getProperty("java.class.path"),
                FaultyAgent.class.getName(), fault, JAVA, ROOT.resolve("reference-vm/target/jet.jar"));
    }
}
