package dev.jetvm.conformance.corpus;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts YAML nodes to JSON and substitutes the cells of a table row. The text {@code "{x}"} alone becomes the cell
 * with its type; within a longer text the cell's text is inserted. Outside a table, braces have no special meaning.
 * Placeholders are filled in values of the table only, so one in a key, or in a cell, is an error.
 *
 * @param file for messages
 * @param row the cells by column; empty outside a table
 */
record Conversion(String file, Map<String, Node> row) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}");
    private static final int DEEPEST = 32;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** A conversion without a row, which changes no text. */
    static Conversion plain(String file) {
        return new Conversion(file, Map.of());
    }

    JsonNode json(Node node) {
        return json(node, 0);
    }

    JsonNode json(Node node, int depth) {
        if (depth > DEEPEST) {
            throw error(node, "nested more than " + DEEPEST + " deep", "does an alias contain itself?");
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, depth);
            case SequenceNode sequence -> array(sequence, depth);
            case ScalarNode scalar -> scalar(scalar, depth);
            default -> throw error(node, "a node of the unknown kind " + node.getNodeType(), "write it out");
        };
    }

    private ObjectNode object(MappingNode mapping, int depth) {
        if (mapping.getTag().equals(YamlText.REPEAT)) {
            throw error(mapping, "!repeat is no item of a list", "write it behind '- '");
        }
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, Node> entry : entries(mapping).entrySet()) {
            object.set(entry.getKey(), json(entry.getValue(), depth + 1));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (Node item : sequence.getValue()) {
            if (item instanceof MappingNode mapping && item.getTag().equals(YamlText.REPEAT)) {
                Repetition.of(this, mapping).items().forEach(each -> array.add(each.json(depth + 1)));
            } else {
                array.add(json(item, depth + 1));
            }
        }
        return array;
    }

    /** The entries of a mapping by key, in order. A duplicate key is an error. */
    Map<String, Node> entries(MappingNode mapping) {
        Map<String, Node> entries = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw error(tuple.getKeyNode(), "a key that is no text", "quote texts with braces");
            }
            if (!row.isEmpty() && PLACEHOLDER.matcher(key.getValue()).find()) {
                throw error(key, "the key '" + key.getValue() + "' has a placeholder, which is filled in values only",
                        "let the whole mapping be a cell");
            }
            if (!seen.add(key.getValue())) {
                throw error(key, "the key '" + key.getValue() + "' stands twice", "remove one of the two");
            }
            entries.put(key.getValue(), tuple.getValueNode());
        }
        return entries;
    }

    private JsonNode scalar(ScalarNode node, int depth) {
        Tag tag = node.getTag();
        String text = node.getValue();
        if (tag.equals(YamlText.HEX) || tag.equals(YamlText.UTF8)) {
            return JSON.stringNode(YamlText.base64(file, node, spliced(node)));
        } else if (tag.equals(Tag.STR)) {
            Matcher whole = PLACEHOLDER.matcher(text);
            return !row.isEmpty() && whole.matches()
                    ? plain(file).json(cell(node, whole.group(1)), depth + 1)
                    : JSON.stringNode(spliced(node));
        } else if (tag.equals(Tag.INT)) {
            return integer(node);
        } else if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(text.equalsIgnoreCase("true"));
        } else if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        } else if (tag.equals(Tag.FLOAT)) {
            throw error(node, "the fraction " + text, "JSON numbers of the protocol are whole; quote the text");
        }
        throw error(node, "the unknown tag " + tag.getValue(), "use !hex, !utf8 or, for an item of a list, !repeat");
    }

    private JsonNode integer(ScalarNode node) {
        String text = node.getValue();
        BigInteger value = text.startsWith("0x")
                ? new BigInteger(text.substring(2), 16)
                : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
        if (value.abs().bitLength() > 53) {
            throw error(node, "the number " + text + " is beyond 2^53", "quote it: such numbers travel as text");
        }
        return JSON.numberNode(value.longValueExact());
    }

    private String spliced(ScalarNode node) {
        if (row.isEmpty()) {
            return node.getValue();
        }
        return PLACEHOLDER.matcher(node.getValue()).replaceAll(found -> {
            Node cell = cell(node, found.group(1));
            if (cell instanceof ScalarNode scalar) {
                return Matcher.quoteReplacement(scalar.getValue());
            }
            throw error(cell, "the cell '" + found.group(1) + "' is no scalar but is spliced into a text",
                    "let \"{" + found.group(1) + "}\" stand alone");
        });
    }

    private Node cell(Node where, String column) {
        Node cell = row.get(column);
        if (cell == null) {
            throw error(where, "the row has no column '" + column + "'",
                    "it has " + String.join(", ", List.copyOf(row.keySet()).stream().sorted().toList()));
        }
        requireFilled(cell, 0);
        return cell;
    }

    /** Checks that a cell, which is inserted as it is, names no column of its row. */
    private void requireFilled(Node node, int depth) {
        if (depth > DEEPEST) {
            return; // An alias that contains itself is reported where it is converted.
        }
        switch (node) {
            case MappingNode mapping -> mapping.getValue().forEach(entry -> {
                requireFilled(entry.getKeyNode(), depth + 1);
                requireFilled(entry.getValueNode(), depth + 1);
            });
            case SequenceNode sequence -> sequence.getValue().forEach(item -> requireFilled(item, depth + 1));
            case ScalarNode scalar -> PLACEHOLDER.matcher(scalar.getValue()).results()
                    .filter(found -> row.containsKey(found.group(1))).findFirst().ifPresent(found -> {
                        throw error(scalar, "the cell names the column '" + found.group(1)
                                + "', but cells are inserted as they are", "write the text out");
                    });
            default -> {
                // no text
            }
        }
    }

    CorpusError error(Node node, String problem, String remedy) {
        return new CorpusError(YamlText.place(file, node), problem, remedy);
    }
}
