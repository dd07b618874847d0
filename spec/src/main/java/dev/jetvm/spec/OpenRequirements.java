package dev.jetvm.spec;

import dev.jetvm.spec.book.Book;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reports the requirements that no clause states yet, as text and as data. */
final class OpenRequirements {
    private OpenRequirements() {}

    static String json(List<Book.Open> open) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("format", "jet-open/1").put("count", open.size());
        var rows = root.putArray("open");
        open.forEach(it -> rows.addObject().put("id", it.row().id()).put("chapter", it.row().chapter())
                .put("observable", it.row().observable()).put("test", it.row().test()).put("begun", it.begun()));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    /** One line per prefix, with runs of numbers combined: {@code HDR (3 open): 12 (in part) 13 14}. */
    static String words(List<Book.Open> open) {
        Map<String, List<Book.Open>> byPrefix = new LinkedHashMap<>();
        open.forEach(it -> byPrefix.computeIfAbsent(it.row().prefix(), prefix -> new ArrayList<>()).add(it));
        StringBuilder out = new StringBuilder("Open requirements of the catalogue: " + open.size());
        byPrefix.forEach((prefix, rows) -> out.append("\n  ").append(prefix).append(" (").append(rows.size())
                .append("): ").append(String.join(" ", numbers(rows))));
        return out.toString();
    }

    private static List<String> numbers(List<Book.Open> rows) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int end = i;
            while (end + 1 < rows.size() && !rows.get(end).begun() && !rows.get(end + 1).begun()
                    && number(rows.get(end + 1)) == number(rows.get(end)) + 1) {
                end++;
            }
            String first = "%02d".formatted(number(rows.get(i)));
            words.add(end > i
                    ? first + "-%02d".formatted(number(rows.get(end)))
                    : first + (rows.get(i).begun() ? " (in part)" : ""));
            i = end;
        }
        return words;
    }

    private static int number(Book.Open open) {
        return Integer.parseInt(open.row().id().substring(open.row().prefix().length() + 1));
    }
}
