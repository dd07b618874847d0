package dev.jetvm.spec.blocks;

import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Clause;
import dev.jetvm.spec.book.Place;
import dev.jetvm.spec.book.Tables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Generates the AsciiDoc source of generated blocks: tables of constants, instructions, indexes. */
final class GeneratedBlocks {
    /** Maximum number of rows, about half a page, of a table that is kept on one page of the PDF. */
    private static final int ROWS_TOGETHER = 20;
    private static final String INSTRUCTION = "instruction::";

    private final Book book;
    private final Tables tables;
    private final Set<String> shown = new HashSet<>();

    GeneratedBlocks(Book book, Tables tables) {
        this.book = book;
        this.tables = tables;
    }

    List<String> lines(String what, Map<String, Object> attributes, Place place) {
        if (what.startsWith(INSTRUCTION)) {
            return instruction(what.substring(INSTRUCTION.length()), place);
        }
        return switch (what) {
            case "table::describe" -> describe(attributes, place);
            case "requirements::open" -> open();
            case "clauses::index" -> index();
            case "features::table" -> FeatureTable.lines();
            case "features::core" -> CoreTable.lines();
            default -> {
                book.problem(place, "unknown generated block " + what
                        + "; known are table::describe, instruction::NAME, requirements::open, clauses::index, features::table,"
                        + " features::core");
                yield List.of();
            }
        };
    }

    private List<String> describe(Map<String, Object> attributes, Place place) {
        Tables.Table whole = table(BlockAttributes.text(attributes, "topic"), BlockAttributes.text(attributes, "name"),
                place);
        if (whole == null) {
            return List.of();
        }
        try {
            Tables.Table part = whole.where(BlockAttributes.text(attributes, "where"))
                    .keep(BlockAttributes.text(attributes, "keep"));
            if (!BlockAttributes.text(attributes, "cases").isEmpty()) {
                part = PanicCases.withCases(part, BlockAttributes.text(attributes, "cases"));
            }
            return source(part, BlockAttributes.text(attributes, "cols"));
        } catch (IllegalArgumentException e) {
            book.problem(place, String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private Tables.@Nullable Table table(String topic, String name, Place place) {
        List<Tables.Table> known;
        try {
            known = tables.of(topic);
        } catch (Tables.Unavailable e) {
            book.problem(place, "no tables of topic '" + topic + "': " + String.valueOf(e.getMessage()));
            return null;
        }
        for (Tables.Table table : known) {
            if (table.name().equals(name)) {
                return table;
            }
        }
        book.problem(place, "topic '" + topic + "' has no table '" + name + "'; it has "
                + known.stream().map(Tables.Table::name).collect(Collectors.joining(", ")));
        return null;
    }

    /** A paragraph that describes one instruction, generated from its row of the instruction table, with its index term. */
    private List<String> instruction(String name, Place place) {
        Tables.Table all = table("opcodes", "opcodes", place);
        if (all == null) {
            return List.of();
        }
        Tables.Table one = all.where("instruction=" + name);
        if (one.rows().size() != 1) {
            book.problem(place, "no instruction is called " + name);
            return List.of();
        }
        shown.add(name);
        String code = one.cell("code").substring(2);
        String operands = one.cell("operands").isEmpty() ? "" : " " + one.cell("operands");
        String notes = one.cell("notes").isEmpty() ? "" : " \u00b7 " + one.cell("notes");
        String clause = one.cell("clause");
        String link = book.clauses().containsKey(clause) ? "<<" + clause + ">>" : clause;
        return List.of("[.instruction]",
                "(((" + name + ")))[.enc]#" + literal(code + operands) + "# \u00b7 " + one.cell("bytes")
                        + (one.cell("bytes").equals("1") ? " byte" : " bytes") + " \u00b7 "
                        + literal(one.cell("stack")) + notes + " \u00b7 " + link + " +",
                one.cell("meaning"));
    }

    /**
     * Reports the instructions without an entry, after the whole book is processed. A book without any entry is not
     * checked.
     */
    void checkInstructions(Place place) {
        Tables.Table all = shown.isEmpty() ? null : table("opcodes", "opcodes", place);
        if (all != null) {
            all.keep("instruction").rows().stream().map(List::getFirst).filter(name -> !shown.contains(name))
                    .forEach(name -> book.problem(place, "no entry instruction::" + name + "[] in the book"));
        }
    }

    /** The text as literal monospaced text, without AsciiDoc substitutions. */
    static String literal(String text) {
        return "`+" + text + "+`";
    }

    private static List<String> source(Tables.Table table, String cols) {
        List<String> lines = new ArrayList<>();
        String widths = cols.isEmpty()
                ? table.columns().stream().map(it -> "~").collect(Collectors.joining(","))
                : cols;
        String whole = table.rows().size() <= ROWS_TOGETHER ? "%unbreakable" : "";
        lines.add("[.described%autowidth" + whole + ",cols=\"" + widths + "\",options=\"header\"]");
        lines.add("|===");
        lines.add(table.columns().stream().map(GeneratedBlocks::cell).collect(Collectors.joining()));
        lines.add("");
        int stack = table.columns().indexOf("stack");
        for (List<String> row : table.rows()) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(i == stack ? "|" + literal(row.get(i).replace("|", "\\|")) + " " : cell(row.get(i)));
            }
            lines.add(line.toString());
        }
        lines.add("|===");
        return lines;
    }

    /** A table cell; hexadecimal numbers are set in monospaced type. */
    private static String cell(String text) {
        String safe = text.replace("|", "\\|");
        return text.matches("0x[0-9A-Fa-f]+") ? "|`" + safe + "` " : "|" + safe + " ";
    }

    private List<String> open() {
        List<String> lines = new ArrayList<>(List.of("[.open-rows,cols=\"1,7\",options=\"header\"]", "|===",
                "|Requirement |What it is about", ""));
        for (Book.Open open : book.open()) {
            lines.add("|[.nb]#" + open.row().id() + "# |" + verbatim(open.row().title())
                    + (open.begun() ? " _(in part)_" : ""));
        }
        lines.add("|===");
        return lines;
    }

    /** The text in the font of its surroundings, without AsciiDoc substitutions. */
    private static String verbatim(String text) {
        return "pass:c[" + text.replace("]", "\\]").replace("|", "\\|") + "]";
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
