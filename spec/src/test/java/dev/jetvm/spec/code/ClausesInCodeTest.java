package dev.jetvm.spec.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each clause about the runtime and the machine is named by the code that implements it, or is listed with a reason in
 * {@code clauses-without-code.txt}. A search for a clause's ID leads to its code.
 */
final class ClausesInCodeTest {
    private static final Path ROOT = Path.of(System.getProperty("jet.root"));
    private static final List<String> SOURCES = List.of("runtime/src/main/java", "reference-vm/src/main/java");
    private static final Path RULES = ROOT.resolve("conformance-corpus/src/main/resources/jet/rules.json");
    /** Its clauses are about the agent and the suite: they may be named, and need not be. */
    private static final String PROTOCOL = "The conformance protocol";

    @Test
    void eachTagNamesOneClauseOrErratum() throws IOException {
        Set<String> known = new HashSet<>(chapters().keySet());
        rules().forEach(rule -> rule.path("errata").forEach(erratum -> known.add(erratum.asString())));

        assertThat(tags()).isNotEmpty().filteredOn(tag -> !known.contains(tag.text()))
                .as("tags that name no clause and no erratum; a range is written as a tag for each clause").isEmpty();
    }

    @Test
    void noClauseIsNamedInASentence() throws IOException {
        List<SpecTags.Tag> sentences = new ArrayList<>();
        for (String source : SOURCES) {
            sentences.addAll(SpecTags.sentencesBelow(ROOT.resolve(source)));
        }
        assertThat(sentences).as("write a line '@spec ID' for each clause").isEmpty();
    }

    @Test
    void eachClauseIsNamedByCodeOrListedWithAReason() throws IOException {
        Set<String> named = tags().stream().map(SpecTags.Tag::text).collect(Collectors.toSet());
        Set<String> listed = reasons().keySet();
        Set<String> missing = new LinkedHashSet<>();
        chapters().forEach((id, chapter) -> {
            if (!chapter.equals(PROTOCOL) && !named.contains(id) && !listed.contains(id)) {
                missing.add(id);
            }
        });
        assertThat(missing)
                .as("clauses that no code names: write '@spec ID' into the Javadoc of what implements each, or "
                        + "a line into clauses-without-code.txt")
                .isEmpty();
    }

    @Test
    void whatIsListedIsAClauseThatNoCodeNames() throws IOException {
        Map<String, String> reasons = reasons();
        assertThat(reasons.keySet()).as("listed clauses that do not exist").isSubsetOf(chapters().keySet());
        assertThat(tags()).filteredOn(tag -> reasons.containsKey(tag.text()))
                .as("listed clauses that code names after all: remove them from clauses-without-code.txt").isEmpty();
        assertThat(reasons).allSatisfy((id, reason) -> assertThat(reason).as("the reason of %s", id).isNotBlank());
    }

    @Test
    void aTagIsALineOfAJavadocComment() {
        Path file = Path.of("A.java");
        assertThat(SpecTags.of(file, """
                /** Sums {@code @spec X-01}. See @spec X-02. */
                /** @spec HDR-01 */
                // @spec X-03
                /*
                 * @spec X-04
                 */
                /**
                 * Text.
                 *
                 * @param a b
                 * @spec HDR-02
                 * @spec HDR-03 to HDR-05
                 */
                String s = "@spec X-05";
                """)).extracting(SpecTags.Tag::toString).containsExactly("A.java:2: @spec HDR-01",
                "A.java:11: @spec HDR-02",
                "A.java:12: @spec HDR-03 to HDR-05");
    }

    private static List<SpecTags.Tag> tags() throws IOException {
        List<SpecTags.Tag> tags = new ArrayList<>();
        for (String source : SOURCES) {
            tags.addAll(SpecTags.below(ROOT.resolve(source)));
        }
        return tags;
    }

    private static JsonNode rules() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(RULES)).path("rules");
    }

    /** The title of the chapter of each clause, by its ID. */
    private static Map<String, String> chapters() throws IOException {
        Map<String, String> chapters = new LinkedHashMap<>();
        rules().forEach(rule -> chapters.put(rule.path("id").asString(), rule.path("chapter").asString()));
        return chapters;
    }

    private static Map<String, String> reasons() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        try (InputStream in = Objects
                .requireNonNull(ClausesInCodeTest.class.getResourceAsStream("clauses-without-code.txt"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
                        int colon = line.indexOf(':');
                        assertThat(colon).as("'%s' is not ID: reason", line).isPositive();
                        reasons.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
                    });
        }
        return reasons;
    }
}
