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

/** The clauses of the specification, read from {@code rules.json}, which the build of the book generates. */
public final class RuleBook {
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Reviews reviews;

    /**
     * One clause.
     *
     * @param level {@code must}, {@code should} or {@code may}
     * @param chapter title of its chapter
     * @param anchor location in the rendered book, {@code values.html#VAL-01}
     * @param hash of its text; changes with every edit
     * @param untestable why no case through the protocol can test it; empty if one can
     */
    public record Rule(String id, String level, String title, String chapter, String anchor,
            String hash, Optional<String> untestable) {}

    /**
     * @param document the parsed {@code rules.json}
     * @param reviews the clause texts at the last review of the cases
     */
    public RuleBook(JsonNode document, Reviews reviews) {
        this.reviews = reviews;
        for (JsonNode rule : document.path("rules")) {
            String id = rule.path("id").asString("");
            rules.put(id, new Rule(id, rule.path("level").asString("must"), rule.path("title").asString(""),
                    rule.path("chapter").asString(""), rule.path("anchor").asString(""),
                    rule.path("hash").asString(""), rule.path("untestable").asStringOpt()));
        }
    }

    /** Loads the clauses that this suite tests. */
    public static RuleBook load() {
        return new RuleBook(resource("rules.json"), new Reviews(resource(Reviews.FILE)));
    }

    private static JsonNode resource(String name) {
        try (InputStream stream = RuleBook.class.getResourceAsStream("/jet/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "/jet/" + name + " is not on the class path; build the specification");
            }
            return JsonMapper.shared().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the given clauses whose text changed since the last review of their cases. */
    public List<String> suspect(List<String> ids) {
        return ids.stream().filter(id -> find(id).filter(reviews::suspect).isPresent()).toList();
    }

    /**
     * The text of a clause as it is written in the book, in AsciiDoc; empty if there is no such clause. It is read from
     * {@code clauses.json} at each call, since a run does not need it.
     */
    public static String text(String id) {
        return resource("clauses.json").path(id).asString("");
    }

    /** All clauses in the order of the book. */
    public List<Rule> all() {
        return new ArrayList<>(rules.values());
    }

    public Optional<Rule> find(String id) {
        return Optional.ofNullable(rules.get(id));
    }
}
