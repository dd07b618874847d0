package dev.jetvm.conformance.corpus;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * For each clause the text that its cases were last looked at with: {@code reviewed.json}, which {@code jet spec --reviewed}
 * writes. When the text of a clause is edited, its cases are suspect until somebody looked at them and says so.
 */
public final class Reviews {
    /** On the class path with {@code /jet/} before it. */
    static final String FILE = "reviewed.json";

    private final Map<String, String> hashes = new HashMap<>();

    /** @param document the parsed {@code reviewed.json}: hashes by clause */
    public Reviews(JsonNode document) {
        document.properties().forEach(clause -> hashes.put(clause.getKey(), clause.getValue().asString("")));
    }

    /** Whether the text of this clause changed since its cases were looked at; not if they never were. */
    public boolean suspect(RuleBook.Rule rule) {
        return !rule.hash().equals(hashes.getOrDefault(rule.id(), rule.hash()));
    }
}
