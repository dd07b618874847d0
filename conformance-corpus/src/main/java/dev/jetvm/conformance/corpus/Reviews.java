package dev.jetvm.conformance.corpus;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * For each clause the text that its cases were last looked at with: {@code reviewed.json}. When the text of a clause is
 * edited, its cases are suspect until somebody looked at them and says so.
 */
public final class Reviews {
    /** Where the file stands in the project, and with {@code /jet/} before its name on the class path. */
    public static final String FILE = "reviewed.json";
    private static final String FORMAT = "jet-reviewed/1";

    private final Map<String, String> hashes = new TreeMap<>();

    /** @param document the parsed {@code reviewed.json} */
    public Reviews(JsonNode document) {
        document.path("reviewed").properties()
                .forEach(clause -> hashes.put(clause.getKey(), clause.getValue().asString("")));
    }

    /** Whether the cases of this clause were not looked at since its text changed; also if they never were. */
    public boolean suspect(RuleBook.Rule rule) {
        return !rule.hash().equals(hashes.get(rule.id()));
    }

    /**
     * The document after the cases of some clauses were looked at; clauses that are no more are left out.
     *
     * @param lookedAt clauses of the book
     */
    public String after(List<RuleBook.Rule> lookedAt, RuleBook book) {
        Map<String, String> now = new TreeMap<>(hashes);
        now.keySet().removeIf(id -> book.find(id).isEmpty());
        lookedAt.forEach(rule -> now.put(rule.id(), rule.hash()));
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("format", FORMAT);
        ObjectNode reviewed = document.putObject("reviewed");
        now.forEach(reviewed::put);
        ObjectWriter writer = JsonMapper.shared().writer().with(SerializationFeature.INDENT_OUTPUT);
        return writer.writeValueAsString(document) + "\n";
    }
}
