package dev.jetvm.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.corpus.Corpus;
import dev.jetvm.conformance.corpus.CorpusCase;
import dev.jetvm.conformance.corpus.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every code of a refusal, a panic or an error that a case expects is named in the text of the book, not only in examples. */
class CodesInTheBookTest {
    private static final Path BOOK = Path.of(System.getProperty("jet.root", ".."), "spec/src/docs/asciidoc");
    /** Blocks of code and examples, which show a code without saying what it means. */
    private static final Pattern LISTING = Pattern.compile("^----\\n.*?^----\\n", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void everyCodeOfACaseHasWords() throws IOException {
        String book = book();
        Map<String, String> cases = new TreeMap<>();
        for (CorpusCase each : Corpus.load()) {
            for (Step step : each.steps()) {
                collect(step.expect(), each.id(), cases);
            }
        }
        assertThat(cases).hasSizeGreaterThan(100);
        cases.keySet().removeIf(code -> Pattern.compile("`[^`\\n]*(?<![a-z-])" + code + "(?![a-z-])[^`\\n]*`")
                .matcher(book).find());
        assertThat(cases).as("codes without words, each with a case that expects it").isEmpty();
    }

    /** Adds the members {@code code} of an expected answer, of panics and of problems within it. */
    private static void collect(JsonNode node, String id, Map<String, String> cases) {
        if (node.path("code").isString()) {
            cases.putIfAbsent(node.path("code").asString(), id);
        }
        node.forEach(child -> collect(child, id, cases));
    }

    private static String book() throws IOException {
        try (Stream<Path> files = Files.walk(BOOK).filter(file -> file.toString().endsWith(".adoc"))) {
            return files.sorted().map(CodesInTheBookTest::prose).collect(Collectors.joining());
        }
    }

    private static String prose(Path file) {
        try {
            return LISTING.matcher(Files.readString(file)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
