package dev.jetvm.spec.blocks;

import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Clause;
import dev.jetvm.spec.book.Place;
import dev.jetvm.spec.book.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The source of what the build writes itself. It is AsciiDoc, so that every format gets its own rendering of it. */
final class Made {
    /** A table of at most so many rows, about half a page, is not broken in the PDF. */
    private static final int ROWS_TOGETHER = 20;

    private final Book book;
    private final Tables tables;

    Made(Book book, Tables tables) {
        this.book = book;
        this.tables = tables;
    }

    List<String> lines(String what, Map<String, Object> attributes, Place place) {
        return switch (what) {
            case "table::describe" -> describe(attributes, place);
            case "requirements::open" -> open();
            case "clauses::index" -> index();
            default -> {
                book.problem(place, "nothing is known that makes " + what
                        + "; there are table::describe, requirements::open, clauses::index");
                yield List.of();
            }
        };
    }

    private List<String> describe(Map<String, Object> attributes, Place place) {
        String topic = Attrs.text(attributes, "topic");
        String name = Attrs.text(attributes, "name");
        List<Tables.Table> known;
        try {
            known = tables.of(topic);
        } catch (Tables.Unavailable e) {
            book.problem(place, "no tables of topic '" + topic + "': " + String.valueOf(e.getMessage()));
            return List.of();
        }
        for (Tables.Table table : known) {
            if (table.name().equals(name)) {
                return source(table, Attrs.text(attributes, "cols"));
            }
        }
        book.problem(place, "topic '" + topic + "' has no table '" + name + "'; it has "
                + known.stream().map(Tables.Table::name).collect(Collectors.joining(", ")));
        return List.of();
    }

    private static List<String> source(Tables.Table table, String cols) {
        List<String> lines = new ArrayList<>();
        String widths = cols.isEmpty()
                ? table.columns().stream().map(it -> "~").collect(Collectors.joining(","))
                : cols;
        String whole = table.rows().size() <= ROWS_TOGETHER ? "%unbreakable" : "";
        lines.add("[.described%autowidth" + whole + ",cols=\"" + widths + "\",options=\"header\"]");
        lines.add("|===");
        lines.add(table.columns().stream().map(Made::cell).collect(Collectors.joining()));
        lines.add("");
        table.rows().forEach(row -> lines.add(row.stream().map(Made::cell).collect(Collectors.joining())));
        lines.add("|===");
        return lines;
    }

    /** A cell; numbers in hexadecimal look like the code they are. */
    private static String cell(String text) {
        String safe = text.replace("|", "\\|");
        return text.matches("0x[0-9A-Fa-f]+") ? "|`" + safe + "` " : "|" + safe + " ";
    }

    private List<String> open() {
        Map<String, List<String>> byPrefix = new LinkedHashMap<>();
        for (Book.Open open : book.open()) {
            byPrefix.computeIfAbsent(open.row().prefix(), it -> new ArrayList<>())
                    .add("[.nb]#" + open.row().id() + "#" + (open.begun() ? " (in part)" : ""));
        }
        List<String> lines = new ArrayList<>(List.of("[.open-rows,cols=\"1,1,6\",options=\"header\"]", "|===",
                "|Prefix |Open |Requirements", ""));
        byPrefix.forEach((prefix, ids) -> lines
                .add("|" + prefix + " |" + ids.size() + " |" + String.join(" \u00b7 ", ids)));
        lines.add("|===");
        return lines;
    }

    private List<String> index() {
        List<String> lines = new ArrayList<>(List.of("[.clause-index,cols=\"2,2,8\",options=\"header\"]", "|===",
                "|Clause |Level |Title", ""));
        for (Clause clause : book.clauses().values()) {
            lines.add("|<<" + clause.id() + ">> |" + clause.level().word() + " |" + clause.title().replace("|", "\\|"));
        }
        lines.add("|===");
        return lines;
    }
}
