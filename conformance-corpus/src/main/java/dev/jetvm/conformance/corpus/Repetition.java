package dev.jetvm.conformance.corpus;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;

/**
 * {@code !repeat {from: 0, to: 298, item: ...}} in a list: the item once for each number. Within the item,
 * <code>{k}</code> is the number and <code>{next}</code> its successor; they are substituted like the cells of a table
 * row.
 *
 * @param outer the surrounding conversion; the cells of its row can be used in the item too
 */
record Repetition(Conversion outer, Node item, int from, int to) {
    private static final Set<String> KEYS = new LinkedHashSet<>(List.of("from", "to", "item"));
    private static final int MOST = 10_000;

    /** One instance of the item. */
    record Item(Conversion conversion, Node node) {
        JsonNode json(int depth) {
            return conversion.json(node, depth);
        }
    }

    /** @throws CorpusError if a key is missing or unknown, a bound is not a number, or the range is too large */
    static Repetition of(Conversion outer, MappingNode mapping) {
        Fields fields = new Fields(outer, mapping, KEYS);
        JsonNode from = outer.json(fields.required("from"));
        JsonNode to = outer.json(fields.required("to"));
        if (!from.canConvertToInt() || !to.canConvertToInt() || from.intValue() > to.intValue()
                || (long) to.intValue() - from.intValue() >= MOST) {
            throw outer.error(mapping, "!repeat from " + from + " to " + to,
                    "write whole numbers, at most %,d of them, the smaller one first".formatted(MOST));
        }
        return new Repetition(outer, fields.required("item"), from.intValue(), to.intValue());
    }

    List<Item> items() {
        return IntStream.rangeClosed(from, to).mapToObj(this::item).toList();
    }

    private Item item(int number) {
        Map<String, Node> row = new HashMap<>(outer.row());
        row.put("k", number(number));
        row.put("next", number(number + 1));
        return new Item(new Conversion(outer.file(), row), item);
    }

    private static Node number(int number) {
        return new ScalarNode(Tag.INT, Integer.toString(number), ScalarStyle.PLAIN);
    }
}
