package dev.jetvm.conformance.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The comment lines at the head of a program or module file: {@code ; key: value}, with lines of text below a key that
 * requires them. The header ends before the first line that is not a comment. It contains the expectations and is
 * therefore never sent: the text sent has empty lines in its place, which preserves line numbers.
 *
 * @param entries by key, in the order of the file
 * @param lines number of lines of the header
 */
record ProgramHeader(String file, Map<String, Entry> entries, int lines) {

    /**
     * @param value the text after the colon, without surrounding blanks
     * @param at position of the key
     * @param valueAt position of the value
     * @param rows the lines of text below it
     */
    record Entry(String key, String value, Source at, Source valueAt, List<Row> rows) {}

    /** @param text including its line feed, if it has one */
    record Row(String text, Source at) {}

    /** @throws CorpusError if a header line is malformed, or a key is unknown or duplicated */
    static ProgramHeader read(String file, String text, Set<String> known) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<String> head = text.lines().takeWhile(line -> line.startsWith(";")).toList();
        Entry last = null;
        for (int number = 1; number <= head.size(); number++) {
            String line = head.get(number - 1);
            String said = line.substring(1).strip();
            Source at = new Source(file, number, Math.max(1, line.length() - line.substring(1).stripLeading().length()
                    + 1));
            if (said.isEmpty()) {
                continue;
            }
            if (said.startsWith("|") || said.startsWith("\"")) {
                row(last, line.substring(1).stripLeading(), at);
                continue;
            }
            last = entry(said, at, known);
            if (entries.putIfAbsent(last.key(), last) != null) {
                throw new CorpusError(at, "'" + last.key() + "' stands twice", "remove one of the two");
            }
        }
        return new ProgramHeader(file, entries, head.size());
    }

    private static Entry entry(String said, Source at, Set<String> known) {
        int colon = said.indexOf(':');
        String key = colon < 0 ? said : said.substring(0, colon).stripTrailing();
        if (!known.contains(key)) {
            throw new CorpusError(at, "the header has the unknown key '" + key + "'", "known here are "
                    + String.join(", ", known) + "; remarks stand below the header, behind an empty line");
        }
        String rest = colon < 0 ? "" : said.substring(colon + 1);
        int before = said.length() - rest.stripLeading().length();
        return new Entry(key, rest.strip(), at, new Source(at.file(), at.line(), at.column() + before),
                new ArrayList<>());
    }

    private static void row(@Nullable Entry entry, String said, Source at) {
        if (entry == null || !entry.value().isEmpty()) {
            throw new CorpusError(at, "a line of text that belongs to no key", "write ; expect stdout: above it");
        }
        if (said.startsWith("|")) {
            String text = said.substring(1);
            entry.rows().add(new Row((text.startsWith(" ") ? text.substring(1) : text) + "\n", at));
            return;
        }
        try {
            entry.rows().add(new Row(JsonMapper.shared().readTree(said.strip()).asString(), at));
        } catch (JacksonException e) {
            throw new CorpusError(at, "a quoted text that does not end, or has an unknown escape",
                    "write it as in JSON; unlike a line behind '|' it has no line feed of its own");
        }
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    @Nullable
    Entry find(String key) {
        return entries.get(key);
    }

    /** @throws CorpusError if the key is missing or has no value */
    String required(String key) {
        Entry entry = entries.get(key);
        if (entry == null || entry.value().isEmpty()) {
            throw new CorpusError(entry == null ? new Source(file, 1, 1) : entry.at(), "'" + key + "' is missing",
                    "write ; " + key + ": ... into the header");
        }
        return entry.value();
    }

    /**
     * The value of a key, which must be in {@code known} unless {@code known} is empty; {@code otherwise} if the key is
     * missing.
     */
    String word(String key, String otherwise, Set<String> known) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return otherwise;
        }
        if (!known.isEmpty() && !known.contains(entry.value())) {
            throw error(key, "'" + entry.value() + "' is no " + key, "known are " + String.join(", ", known));
        }
        return entry.value();
    }

    /** The words of a value, separated by blanks or commas; empty if the key is missing. */
    List<String> words(String key) {
        return words(key, "[,\\s]+");
    }

    private List<String> words(String key, String between) {
        Entry entry = entries.get(key);
        return entry == null || entry.value().isEmpty() ? List.of() : List.of(entry.value().split(between));
    }

    /**
     * The pairs {@code name=value} of a key; a value may contain commas, and that of an option of {@code params} may be empty.
     *
     * @throws CorpusError if a word is not a pair
     */
    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : words(key, "\\s+")) {
            int equals = word.indexOf('=');
            if (equals < 1 || equals == word.length() - 1 && !key.equals("params")) {
                throw error(key, "'" + word + "' is no option of " + key,
                        "write NAME=VALUE, blanks between several");
            }
            pairs.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return pairs;
    }

    /** Parses a natural number in the value of a key. */
    int number(String key, String digits) {
        try {
            return Integer.parseUnsignedInt(digits);
        } catch (NumberFormatException e) {
            throw error(key, "'" + digits + "' is no number", "write it in decimal digits");
        }
    }

    /** An error about the value of a key, or about the file if the key is missing. */
    CorpusError error(String key, String problem, String remedy) {
        Entry entry = entries.get(key);
        return new CorpusError(entry == null ? new Source(file, 1, 1) : entry.valueAt(), problem, remedy);
    }

    /** The file without its header; line numbers are preserved. */
    String body(String text) {
        int at = 0;
        for (int line = 0; line < lines; line++) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end + 1;
        }
        return "\n".repeat(lines) + text.substring(at);
    }
}
