package dev.jetvm.reports.cli;

import static dev.jetvm.reports.cli.Command.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.linearizability.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code jet check-history} as its users call it. */
class CheckHistoryIT {
    private static final Path HISTORIES = Command.ROOT.resolve("conformance-corpus/histories");

    private static final String STALE = """
            {"history": 1, "model": "register"}
            {"thread": "a", "op": "write", "arg": 1, "start": 0, "end": 1}
            {"thread": "a", "op": "write", "arg": 2, "start": 2, "end": 3}
            {"thread": "b", "op": "read", "result": 1, "start": 4, "end": 5}
            {"thread": "b", "op": "read", "result": 2, "start": 6, "end": 7}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Command.Result check(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "check-history";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return run(all);
    }

    @Test
    void aFailureIsExplainedAndDrawn() throws IOException {
        String stale = file("stale.jsonl", STALE);
        Command.Result result = check(stale, "--color", "never");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(
                """
                        %s: not linearizable (register, 4 operations, 1 object)
                          The longest linearizable prefix has 2 answered operations; the next answer fits no order:
                            read() -> 1, thread b, called in line 4
                          Possible states there: 2
                          Answers that would fit: 2
                          A part that fails by itself, 3 of 4 operations:
                            a  [write(1) -> ok] [write(2) -> ok]
                            b                                    !read() -> 1!
                        """
                        .formatted(stale));
    }

    @Test
    void theJsonHasTheSame() throws IOException {
        Command.Result result = check(file("stale.jsonl", STALE), "--json");
        JsonNode node = JsonMapper.shared().readTree(result.out());
        assertThat(node.path("format").asString()).isEqualTo("jet-history-verdict/1");
        assertThat(node.path("verdict").asString()).isEqualTo("not linearizable");
        assertThat(node.path("failure").path("operation").path("call").asString()).isEqualTo("read()");
        assertThat(node.path("failure").path("operation").path("line").asInt()).isEqualTo(4);
        assertThat(node.path("failure").path("states").path(0).asString()).isEqualTo("2");
        assertThat(node.path("failure").path("shrunk")).hasSize(3);
    }

    @Test
    void thePageIsWritten() throws IOException {
        Path page = folder.resolve("page.html");
        Command.Result result = check(file("stale.jsonl", STALE), "--html", page.toString());
        assertThat(result.out()).contains("page: " + page);
        assertThat(page).content().contains("not linearizable", "<svg", "read() -&gt; 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue.jsonl", "key-value-50-clients.log", "cas-register.log"})
    void aHistoryThatNamesItsModelNeedsNoOption(String name) {
        Command.Result result = check(HISTORIES.resolve(name).toString());
        assertThat(result.out()).contains(": linearizable (");
        assertThat(result.status()).isZero();
    }

    @Test
    void unknownSaysWhy() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append("{:process %d :type :invoke :f :write :value %d}\n".formatted(i, i));
        }
        text.append("{:process 99 :type :invoke :f :read :value nil}\n{:process 99 :type :ok :f :read :value -1}\n");
        Command.Result result = check(file("hard.edn", text.toString()), "--model", "register", "--memory", "1");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains(": unknown (register, 61 operations", "the memory of 1 MiB is used up by",
                "allow more with --memory");
    }

    @Test
    void unreadableHistoriesHaveAPlaceAndAHint() throws IOException {
        String bad = file("bad.jsonl", "{\"thread\": \"a\", \"op\": \"read\", \"start\": 1}\n{\"thread\": }\n");
        assertThat(check(bad, "--model", "register")).satisfies(result -> {
            assertThat(result.status()).isEqualTo(64);
            assertThat(result.err()).startsWith("jet check-history: " + bad + ":2:12: not JSON")
                    .contains("Each line is one JSON object").hasLineCount(1);
        });
        assertThat(check(folder.resolve("none").toString()).err()).contains("none does not exist");
        assertThat(check(file("no-model.edn", "{:process 0 :type :invoke :f :read :value nil}")).err())
                .contains("names no model; choose one with --model: cas-register, channel");
        assertThat(check(file("other.edn", "\n{:process 0 :type :invoke :f :pop :value nil}"), "--model", "register")
                .err()).contains("other.edn:2: the model has no operation pop");
        assertThat(check(bad, "--memory", "0").err()).contains("--memory is a number of MiB from 1");
        assertThat(check(bad, "--modell", "x").err()).contains("jet check-history: Unknown option",
                "Try 'jet check-history --help'");
        assertThat(check("--help").out()).startsWith("Usage: check-history");
    }

    @Test
    void theParametersOfTheModelCanBeGiven() throws IOException {
        String full = file("full.edn", """
                {:process 0 :type :invoke :f :enqueue :value 1}
                {:process 0 :type :ok :f :enqueue :value 1}
                {:process 0 :type :invoke :f :enqueue :value 2}
                {:process 0 :type :ok :f :enqueue :value :full}
                """);
        assertThat(check(full, "--model", "queue", "--param", "capacity=1").status()).isZero();
        assertThat(check(full, "--model", "queue", "--param", "capacity=2").status()).isEqualTo(1);
        assertThat(check(full, "--model", "queue", "--param", "size=2").err()).contains("it has capacity");
    }

    @Test
    void longWorkIsReportedEveryTwoSeconds() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AtomicLong seconds = new AtomicLong();
        try (CheckProgress progress = new CheckProgress(new PrintWriter(out, true, StandardCharsets.UTF_8), false,
                () -> seconds.get() * 1_000_000_000L)) {
            for (int second = 0; second < 5; second++) {
                seconds.set(second);
                progress.at(new Limits.Moment("object k", second, 1700, 12_345));
            }
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList()).containsExactly(
                "  object k: 2 of 1,700 operations in order, 12,345 configurations",
                "  object k: 4 of 1,700 operations in order, 12,345 configurations");
    }

    /** In a distribution, where the launcher builds nothing. */
    @Test
    void theLauncherKnowsTheCommand() throws Exception {
        Path jet = Files.copy(Command.ROOT.resolve("jet"), folder.resolve("jet"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(folder.resolve("suite"), Command.ROOT.resolve("reports/target"));
        Files.createSymbolicLink(folder.resolve("vm"), Command.ROOT.resolve("reference-vm/target"));
        ProcessBuilder builder = new ProcessBuilder(jet.toString(), "check-history", file("stale.jsonl", STALE))
                .redirectErrorStream(true);
        builder.environment().put("JET_JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isEqualTo(1);
        Files.delete(folder.resolve("suite"));
        Files.delete(folder.resolve("vm"));
        assertThat(out).contains("not linearizable (register");
    }
}
