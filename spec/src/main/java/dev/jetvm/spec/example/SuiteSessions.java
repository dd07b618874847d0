package dev.jetvm.spec.example;

import dev.jetvm.spec.book.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the commands {@code ./jet conformance ...} and {@code ./jet check-history ...} of the book in the packaged suite. An output is kept in a file and
 * used again while the suite and the sample agents are the same.
 */
public final class SuiteSessions implements Sessions {
    private static final String COMMAND = "./jet conformance ";
    /** A command of its own in the jar of the suite, which takes its name as the first argument. */
    private static final String HISTORIES = "./jet check-history ";
    private static final String LAUNCHER = "./jet ";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final int SECONDS = 300;
    private static final String REPORT = "reports/target/conformance";

    private final Path root;
    private final Path agents;
    private final Path work;

    /**
     * @param root folder of the project, in which the commands run
     * @param agents folder of the sample agents
     * @param work folder for the kept outputs and the reports of the runs
     */
    public SuiteSessions(Path root, Path agents, Path work) {
        this.root = root;
        this.agents = agents;
        this.work = work;
    }

    @Override
    public List<String> output(String command, int status) throws Failed {
        Path jar = root.resolve("reports/target/jet-conformance.jar");
        if (!command.startsWith(COMMAND) && !command.startsWith(HISTORIES)) {
            throw new Failed("a session runs '" + COMMAND + "...' or '" + HISTORIES + "...', not " + command);
        }
        if (!Files.isRegularFile(jar)) {
            throw new Failed(jar + " is not built; run ./mvnw -pl reports -am package");
        }
        if (command.contains("python3 ") && !SampleAgents.available()) {
            return List.of("(not run: there was no python3 when this book was built)");
        }
        try {
            Path kept = Files.createDirectories(work).resolve(key(command, status, jar) + ".txt");
            if (!Files.exists(kept)) {
                Files.writeString(kept, run(command, status, jar));
            }
            return Files.readAllLines(kept);
        } catch (IOException e) {
            throw new Failed(command + ": " + e);
        }
    }

    private String run(String command, int status, Path jar) throws IOException, Failed {
        Path out = work.resolve("report").toAbsolutePath();
        Path said = Files.createTempFile(work, "said", ".txt");
        Process process = new ProcessBuilder(words(command, jar, out)).directory(root.toFile())
                .redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new Failed(command + " did not end within " + SECONDS + " seconds");
            }
            String text = Files.readString(said).replace(out.toString(), REPORT);
            if (process.exitValue() != status) {
                throw new Failed("%s ended with %d, not %d:%n%s".formatted(command, process.exitValue(), status, text));
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(command + " was interrupted");
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }

    /** The command as it is started: with a seed, so that the same cases have the same samples, and its own report. */
    private static List<String> words(String command, Path jar, Path out) {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-jar",
                jar.toAbsolutePath().toString()));
        List<String> typed = split(command.substring((command.startsWith(COMMAND) ? COMMAND : LAUNCHER).length()));
        words.addAll(typed);
        boolean run = typed.getFirst().startsWith("-");
        if (run) {
            words.addAll(List.of("--out", out.toString(), "--color", "never", "--format", "json"));
        }
        if (typed.contains("--impl") && !typed.contains("--seed")) {
            words.addAll(List.of("--seed", "1"));
        }
        if (typed.getFirst().equals("explain")) {
            words.addAll(List.of("--report", out.resolve("report.json").toString()));
        }
        return words;
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(Stream.of(1, 2, 3).map(word::group).filter(Objects::nonNull).findFirst().orElse(""));
        }
        return words;
    }

    /** Changes with the command, with the suite and with the agents. */
    private String key(String command, int status, Path jar) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((command + status).getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(jar));
            for (String word : split(command)) {
                if (word.startsWith("conformance-corpus/histories/")) {
                    digest.update(Files.readAllBytes(root.resolve(word)));
                }
            }
            for (Path folder : List.of(jar.resolveSibling("lib"), agents)) {
                for (Path file : files(folder)) {
                    digest.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException("every Java has SHA-256", e));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".py") || it.getFileName().toString().startsWith("jet-"))
                    .sorted().toList();
        }
    }
}
