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
 * The comment lines at the head of a program or module file: {@code ; key: value}, and below a key that takes text the
 * lines of it. The header ends with the first line that is no comment. It says what is expected, so it never crosses
 * the wire: what is sent has empty lines in its place, and lines keep their numbers.
 *
 * @param entries by key, in the order written
 * @param lines how many lines the header has
 */
record ProgramHeader(String file, Map<String, Entry> entries, int lines) {

    /**
     * @param value behind the colon, without blanks around it
     * @param at of the key
     * @param valueAt of the value
     * @param rows the lines of text below it
     */
    record Entry(String key, String value, Source at, Source valueAt, List<Row> rows) {}

    /** @param text with its line feed, if it has one */
    record Row(String text, Source at) {}

    /** @throws CorpusError if a line of the header is none, or its key unknown or given twice */
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

    /** One word out of some. */
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

    /** Words with blanks or commas between them; empty if the key is not there. */
    List<String> words(String key) {
        return words(key, "[,\\s]+");
    }

    private List<String> words(String key, String between) {
        Entry entry = entries.get(key);
        return entry == null || entry.value().isEmpty() ? List.of() : List.of(entry.value().split(between));
    }

    /** Pairs {@code name=value}; a value may have commas. @throws CorpusError if a word is none */
    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : words(key, "\\s+")) {
            int equals = word.indexOf('=');
            if (equals < 1 || equals == word.length() - 1) {
                throw error(key, "'" + word + "' is no option of " + key,
                        "write NAME=VALUE, blanks between several");
            }
            pairs.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return pairs;
    }

    /** A natural number that is part of a key's value. */
    int number(String key, String digits) {
        try {
            return Integer.parseUnsignedInt(digits);
        } catch (NumberFormatException e) {
            throw error(key, "'" + digits + "' is no number", "write it in decimal digits");
        }
    }

    /** A complaint about the value of a key, or about the file if it has none. */
    CorpusError error(String key, String problem, String remedy) {
        Entry entry = entries.get(key);
        return new CorpusError(entry == null ? new Source(file, 1, 1) : entry.valueAt(), problem, remedy);
    }

    /** The file without its header, line numbers as they were. */
    String body(String text) {
        int at = 0;
        for (int line = 0; line < lines; line++) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end + 1;
        }
        return "\n".repeat(lines) + text.substring(at);
    }
}
