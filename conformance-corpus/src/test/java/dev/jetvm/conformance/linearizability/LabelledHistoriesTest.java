package dev.jetvm.conformance.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.history.History;
import dev.jetvm.conformance.history.HistoryFormat;
import dev.jetvm.conformance.linearizability.LabelledHistories.Labelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published histories: each file is the one that the generator makes, and the checker gives each its label. With
 * {@code -Djet.histories=update} they are written first.
 */
final class LabelledHistoriesTest {
    private static final Path FOLDER = Path.of(System.getProperty("jet.root", ".."), "conformance-corpus", "histories");
    private static final Limits SMALL = new Limits(32L << 20, Duration.ofMinutes(5));
    private static final List<Labelled> ALL = LabelledHistories.all();

    private static String index() {
        return ALL.stream().map(each -> ("""
                {"file": "%s", "model": "%s", "params": {%s}, "format": "%s", "verdict": "%s",
                 "made": "%s", "seed": %d, "threads": %d, "operations": %d}""").formatted(each.file(), each.model(),
                each.params().entrySet().stream()
                        .map(entry -> "\"" + entry.getKey() + "\": \"" + entry.getValue() + '"')
                        .collect(Collectors.joining(", ")),
                each.format(), each.verdict(), each.made(), each.seed(), each.threads(), each.operations()))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String text(Labelled each) {
        return String.join("\n", each.lines()) + "\n";
    }

    @BeforeAll
    static void update() throws IOException {
        if (System.getProperty("jet.histories", "").equals("update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve("index.json"), index());
            for (Labelled each : ALL) {
                Files.writeString(FOLDER.resolve(each.file()), text(each));
            }
        }
    }

    static Stream<String> files() throws IOException {
        return labels().map(label -> label.path("file").asString());
    }

    private static Stream<JsonNode> labels() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("index.json"))).valueStream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void hasTheVerdictOfItsLabel(String file) throws IOException {
        JsonNode label = labels().filter(each -> each.path("file").asString().equals(file)).findFirst().orElseThrow();
        List<String> lines = Files.readAllLines(FOLDER.resolve(file));
        HistoryFormat format = HistoryFormat.of(lines);
        assertThat(format.name()).isEqualTo(label.path("format").asString());
        History history = format.read(lines);
        assertThat(history.operations().size() + history.leftOut()).isEqualTo(label.path("operations").asInt());
        String model = label.path("model").asString();
        assertThat(history.model()).isIn(model, "");
        Judgement judgement = Checker.within(Limits.usual()).check(history.operations(),
                Models.of(model, history.parameters()));
        assertThat(judgement.verdict().text()).isEqualTo(label.path("verdict").asString());
        // The search alone may need more than these limits for a long queue, but never says otherwise.
        assertThat(Checker.within(SMALL).searching().check(history.operations(),
                Models.of(model, history.parameters())).verdict()).isIn(judgement.verdict(), Verdict.UNKNOWN);
        judgement.failure().ifPresent(failure -> {
            assertThat(failure.culprit()).isPresent();
            assertThat(failure.shrunk()).hasSizeLessThanOrEqualTo(failure.prefix().size());
        });
    }

    @Test
    void areWhatTheGeneratorMakes() throws IOException {
        assertThat(FOLDER.resolve("index.json")).hasContent(index());
        for (Labelled each : ALL) {
            assertThat(Files.readString(FOLDER.resolve(each.file())).equals(text(each))).as(each.file()).isTrue();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith("README")))
                    .hasSize(ALL.size() + 1);
        }
    }
}
