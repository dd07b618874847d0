package dev.jetvm.conformance.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The clauses of the specification as the build of the book wrote them down: {@code rules.json}. */
public final class RuleBook {
    private static final String RESOURCE = "/jet/rules.json";

    private final Map<String, Rule> rules = new LinkedHashMap<>();

    /**
     * One clause.
     *
     * @param level {@code must}, {@code should} or {@code may}
     * @param chapter title of its chapter
     * @param anchor where it stands in the rendered book, {@code values.html#VAL-01}
     * @param untestable why no case through the protocol can show it; empty if one can
     */
    public record Rule(String id, String level, String title, String chapter, String anchor,
            Optional<String> untestable) {}

    /** @param document the parsed {@code rules.json} */
    public RuleBook(JsonNode document) {
        for (JsonNode rule : document.path("rules")) {
            String id = rule.path("id").asString("");
            rules.put(id, new Rule(id, rule.path("level").asString("must"), rule.path("title").asString(""),
                    rule.path("chapter").asString(""), rule.path("anchor").asString(""),
                    rule.path("untestable").asStringOpt()));
        }
    }

    /** The clauses that this suite was made for. */
    public static RuleBook load() {
        try (InputStream stream = RuleBook.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path; build the specification");
            }
            return new RuleBook(JsonMapper.shared().readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All clauses in the order of the book. */
    public List<Rule> all() {
        return new ArrayList<>(rules.values());
    }

    public Optional<Rule> find(String id) {
        return Optional.ofNullable(rules.get(id));
    }
}
