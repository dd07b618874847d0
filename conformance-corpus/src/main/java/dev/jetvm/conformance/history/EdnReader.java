package dev.jetvm.conformance.history;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads forms of EDN, the notation of Clojure data (github.com/edn-format/edn), as far as histories use it: nil,
 * booleans, numbers, strings, characters, keywords, symbols, lists, vectors, sets, maps, tags, comments and discarded
 * forms. A tag is skipped, so that records of Jepsen are read as maps. A character is read as a string of it.
 */
final class EdnReader {
    private static final String DELIMITERS = "()[]{}\";";
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+N?");
    private static final Pattern REAL = Pattern.compile("[+-]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]+)?M?");
    private static final int DEPTH_MAX = 200;

    /** A keyword or symbol, without its colon. Keywords are told apart from strings, since {@code :empty} is an outcome. */
    record Word(String name) {}

    private final List<String> lines;
    private int line;
    private int column;
    private int depth;
    private int formLine;

    EdnReader(List<String> lines) {
        this.lines = lines;
    }

    /** The line of the form that was read last, from 1. */
    int line() {
        return formLine;
    }

    /** The next form; null at the end of the text. */
    @Nullable
    Object next() {
        skipBlank();
        if (line >= lines.size()) {
            return null;
        }
        int began = line + 1;
        Object form = form();
        formLine = began;
        return form;
    }

    private Object form() {
        skipBlank();
        if (line >= lines.size()) {
            throw fault("the text ends within a form. A bracket is missing");
        }
        if (++depth > DEPTH_MAX) {
            throw fault("forms are nested deeper than " + DEPTH_MAX);
        }
        char first = peek();
        Object form = switch (first) {
            case '(', '[' -> sequence(first == '(' ? ')' : ']');
            case '{' -> map();
            case '"' -> string();
            case '#' -> dispatch();
            case ')', ']', '}' -> throw fault("'" + first + "' closes nothing");
            default -> atom(token());
        };
        depth--;
        return form;
    }

    private List<Object> sequence(char close) {
        column++;
        List<Object> items = new ArrayList<>();
        while (!closes(close)) {
            items.add(form());
        }
        return List.copyOf(items);
    }

    private Map<Object, Object> map() {
        column++;
        Map<Object, Object> map = new HashMap<>();
        while (!closes('}')) {
            Object key = form();
            skipBlank();
            if (line < lines.size() && peek() == '}') {
                throw fault("the map has a key without a value: " + Values.text(plain(key)));
            }
            map.put(key, form());
        }
        return Map.copyOf(map);
    }

    private boolean closes(char close) {
        skipBlank();
        if (line < lines.size() && peek() == close) {
            column++;
            return true;
        }
        return false;
    }

    /** A set, or a tag, whose value is read as if there were no tag. */
    private Object dispatch() {
        column++;
        if (column < lines.get(line).length() && peek() == '{') {
            return sequence('}');
        }
        token();
        return form();
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        column++;
        while (true) {
            String current = lines.get(line);
            if (column >= current.length()) {
                if (++line >= lines.size()) {
                    throw fault("the text ends within a string. A quote is missing");
                }
                column = 0;
                text.append('\n');
                continue;
            }
            char c = current.charAt(column++);
            if (c == '"') {
                return text.toString();
            }
            text.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        String current = lines.get(line);
        char c = column < current.length() ? current.charAt(column++) : ' ';
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '\\', '"' -> c;
            default -> throw fault("the escape \\" + c + " is unknown");
        };
    }

    private String token() {
        String current = lines.get(line);
        int from = column;
        while (column < current.length() && !isBlank(current.charAt(column))
                && DELIMITERS.indexOf(current.charAt(column)) < 0) {
            column++;
        }
        if (from == column) {
            throw fault("'" + current.charAt(column) + "' was not expected");
        }
        return current.substring(from, column);
    }

    private Object atom(String token) {
        return switch (token) {
            case "nil" -> Values.NIL;
            case "true" -> true;
            case "false" -> false;
            default -> {
                if (INTEGER.matcher(token).matches()) {
                    yield Values.integer(new BigInteger(token.replace("N", "").replace("+", "")));
                }
                if (REAL.matcher(token).matches()) {
                    yield Double.valueOf(token.replace("M", ""));
                }
                yield token.startsWith("\\") && token.length() > 1
                        ? token.substring(1)
                        : new Word(token.startsWith(":") ? token.substring(1) : token);
            }
        };
    }

    /** Skips blanks, commas, comments, and forms discarded by {@code #_}. */
    private void skipBlank() {
        while (line < lines.size()) {
            String current = lines.get(line);
            if (column >= current.length() || current.charAt(column) == ';') {
                line++;
                column = 0;
            } else if (isBlank(current.charAt(column))) {
                column++;
            } else if (current.startsWith("#_", column)) {
                column += 2;
                form();
            } else {
                return;
            }
        }
    }

    private static boolean isBlank(char c) {
        return c == ',' || Character.isWhitespace(c);
    }

    private char peek() {
        return lines.get(line).charAt(column);
    }

    /** The form as a value: words, also within collections, become strings. */
    static Object plain(Object form) {
        return switch (form) {
            case Word word -> word.name();
            case List<?> list -> list.stream().map(EdnReader::plain).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> plain = new HashMap<>();
                map.forEach((key, value) -> plain.put(plain(key), plain(value)));
                yield Map.copyOf(plain);
            }
            default -> form;
        };
    }

    HistoryError fault(String message) {
        return new HistoryError(Math.min(line, lines.size() - 1) + 1, line < lines.size() ? column + 1 : 0, message);
    }
}
