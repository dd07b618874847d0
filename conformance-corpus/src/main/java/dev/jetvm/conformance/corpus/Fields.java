package dev.jetvm.conformance.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The keys of a mapping, checked against the allowed ones.
 *
 * @param conversion substitutes the cells of a table row
 * @param nodes value by key
 * @param whole the node to which errors about missing keys refer
 */
record Fields(Conversion conversion, Map<String, Node> nodes, Node whole) {

    Fields(Conversion conversion, MappingNode mapping, Set<String> allowed) {
        this(conversion, conversion.entries(mapping), mapping);
        mapping.getValue().forEach(tuple -> {
            String key = String.valueOf(conversion.json(tuple.getKeyNode()).asString(""));
            if (!allowed.contains(key)) {
                throw conversion.error(tuple.getKeyNode(), "the unknown key '" + key + "'",
                        "known here are " + String.join(", ", allowed));
            }
        });
    }

    Fields withDefaults(Map<String, Node> defaults) {
        Map<String, Node> merged = new LinkedHashMap<>(defaults);
        merged.putAll(nodes);
        return new Fields(conversion, merged, whole);
    }

    /** The same fields, with errors about missing keys referring to {@code place}. */
    Fields at(Node place) {
        return new Fields(conversion, nodes, place);
    }

    Source source() {
        return YamlText.place(conversion.file(), whole);
    }

    @Nullable
    Node node(String key) {
        return nodes.get(key);
    }

    Node required(String key) {
        Node node = nodes.get(key);
        if (node == null) {
            throw conversion.error(whole, "'" + key + "' is missing", "add " + key + ":");
        }
        return node;
    }

    String text(String key) {
        Node node = required(key);
        return conversion.json(node).asStringOpt()
                .orElseThrow(() -> conversion.error(node, "'" + key + "' has to be a text", "write one line"));
    }

    List<Node> list(String key) {
        Node node = required(key);
        if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            return sequence.getValue();
        }
        throw conversion.error(node, "'" + key + "' has to be a list with something in it",
                "write items that begin with '- '");
    }

    /**
     * The value of a key, which must be in {@code known} unless {@code known} is empty; {@code otherwise} if the key is
     * missing.
     */
    String word(String key, String otherwise, Set<String> known) {
        if (node(key) == null) {
            return otherwise;
        }
        String word = text(key);
        if (!known.isEmpty() && !known.contains(word)) {
            throw error(key, "'" + word + "' is no " + key, "known are " + String.join(", ", known));
        }
        return word;
    }

    List<String> words(String key, String otherwise, Set<String> known) {
        Node node = node(key);
        if (node == null) {
            return otherwise.isEmpty() ? List.of() : List.of(otherwise);
        }
        List<String> words = new ArrayList<>();
        conversion.json(node).forEach(item -> words.add(item.asString("")));
        for (String word : words) {
            if (!known.isEmpty() && !known.contains(word)) {
                throw error(key, "'" + word + "' is no " + key, "known are " + String.join(", ", known));
            }
        }
        return List.copyOf(words);
    }

    /** A mapping of texts; empty if the key is missing. */
    Map<String, String> texts(String key) {
        Node node = node(key);
        if (node == null) {
            return Map.of();
        }
        if (!(node instanceof MappingNode mapping)) {
            throw error(key, "'" + key + "' has to be a mapping", "write {name: value}");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        conversion.entries(mapping).forEach((name, value) -> texts.put(name, conversion.json(value).asString()));
        return texts;
    }

    CorpusError error(String key, String problem, String remedy) {
        return conversion.error(nodes.getOrDefault(key, whole), problem, remedy);
    }
}
