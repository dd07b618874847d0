package dev.jetvm.conformance.corpus;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The hash of each clause's text at the last review of its cases: {@code reviewed.json}, written by
 * {@code jet spec --reviewed}. When the text of a clause changes, its cases are suspect until they are reviewed again.
 */
public final class Reviews {
    /** Resource name on the class path, relative to {@code /jet/}. */
    static final String FILE = "reviewed.json";

    private final Map<String, String> hashes = new HashMap<>();

    /** @param document the parsed {@code reviewed.json}: hashes by clause */
    public Reviews(JsonNode document) {
        document.properties().forEach(clause -> hashes.put(clause.getKey(), clause.getValue().asString("")));
    }

    /**
     * Whether the text of this clause changed since the last review of its cases; false if they were never reviewed.
     */
    public boolean suspect(RuleBook.Rule rule) {
        return !rule.hash().equals(hashes.getOrDefault(rule.id(), rule.hash()));
    }
}
