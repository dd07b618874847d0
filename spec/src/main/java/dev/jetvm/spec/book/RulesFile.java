package dev.jetvm.spec.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code rules.json}: the clauses for the suite and its reports, which do not read the book. The copy committed with
 * the corpus must equal the one generated from the book.
 */
public final class RulesFile {
    private RulesFile() {}

    /** The document, ending with a line feed. Equal clauses produce equal bytes. */
    public static String json(String version, Collection<Clause> clauses) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("format", "jet-rules/1").put("spec", version);
        var rules = root.putArray("rules");
        for (Clause clause : clauses) {
            ObjectNode rule = rules.addObject();
            rule.put("id", clause.id()).put("level", clause.level().word()).put("title", clause.title())
                    .put("chapter", clause.chapter()).put("anchor", clause.anchor()).put("hash", clause.hash());
            var errata = rule.putArray("errata");
            clause.errata().forEach(errata::add);
            clause.untestable().ifPresent(why -> rule.put("untestable", why));
        }
        return pretty(root);
    }

    /**
     * {@code clauses.json}: the text of each clause as it is written in the book, by id. It is a file of its own so that
     * {@code rules.json} stays short.
     */
    public static String texts(Collection<Clause> clauses) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        clauses.forEach(clause -> root.put(clause.id(), clause.text().strip()));
        return pretty(root);
    }

    /** Describes how the committed document differs from the generated one; empty if they are equal. */
    public static List<String> differences(String committed, String fresh) {
        TreeMap<String, JsonNode> before = byId(committed);
        TreeMap<String, JsonNode> now = byId(fresh);
        List<String> words = new ArrayList<>();
        now.forEach((id, rule) -> {
            JsonNode old = before.get(id);
            if (old == null) {
                words.add(id + " is new");
            } else if (!old.equals(rule)) {
                words.add(id + " changed: " + String.join(", ", changed(old, rule)));
            }
        });
        before.keySet().stream().filter(id -> !now.containsKey(id)).forEach(id -> words.add(id + " is gone"));
        if (words.isEmpty() && !committed.equals(fresh)) {
            words.add("the order or the head of the file");
        }
        return words;
    }

    private static List<String> changed(JsonNode old, JsonNode rule) {
        List<String> names = new ArrayList<>();
        rule.propertyNames().stream().filter(name -> !rule.get(name).equals(old.get(name))).forEach(names::add);
        old.propertyNames().stream().filter(name -> !rule.has(name)).forEach(names::add);
        return names;
    }

    private static TreeMap<String, JsonNode> byId(String document) {
        TreeMap<String, JsonNode> rules = new TreeMap<>();
        if (!document.isBlank()) {
            JsonMapper.shared().readTree(document).path("rules")
                    .forEach(rule -> rules.put(rule.path("id").asString(""), rule));
        }
        return rules;
    }

    /** The committed document; empty if it does not exist. */
    public static String read(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file) : "";
    }

    static String pretty(JsonNode node) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return JsonMapper.shared().writer().with(printer).writeValueAsString(node) + "\n";
    }
}
