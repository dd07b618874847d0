package dev.jetvm.spec.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code reviewed.json}: the hash of each clause's text at the last review of its cases. A clause that has changed
 * since then is suspect: its cases may test something that it no longer states.
 */
public final class Reviewed {
    private final Map<String, String> hashes = new TreeMap<>();

    private Reviewed() {}

    public static Reviewed read(Path file) throws IOException {
        Reviewed reviewed = new Reviewed();
        if (Files.isRegularFile(file)) {
            JsonMapper.shared().readTree(Files.readString(file)).properties()
                    .forEach(entry -> reviewed.hashes.put(entry.getKey(), entry.getValue().asString()));
        }
        return reviewed;
    }

    /** Marks these clauses as reviewed in their current wording. */
    public void mark(Collection<Clause> clauses) {
        clauses.forEach(clause -> hashes.put(clause.id(), clause.hash()));
    }

    /**
     * Clauses whose text has changed since the last review of their cases. A clause that was never reviewed is not
     * included.
     */
    public List<Clause> suspect(Collection<Clause> clauses) {
        return clauses.stream().filter(clause -> hashes.containsKey(clause.id())
                && !clause.hash().equals(hashes.get(clause.id()))).toList();
    }

    /** Writes the file; clauses that no longer exist are dropped. */
    public void write(Path file, Map<String, Clause> clauses) throws IOException {
        hashes.keySet().retainAll(clauses.keySet());
        ObjectNode root = JsonMapper.shared().createObjectNode();
        hashes.forEach(root::put);
        Files.writeString(file, RulesFile.pretty(root));
    }
}
