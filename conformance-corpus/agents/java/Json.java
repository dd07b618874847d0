import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A strict reader and a writer of JSON (RFC 8259). A value is a Map, a List, a String, a Boolean, null, a BigInteger
 * (a number without fraction and exponent) or a Double (any other number).
 */
final class Json {

    /** The input is not one JSON value in UTF-8. */
    @SuppressWarnings("serial") // is never serialized
    static final class Malformed extends Exception {
        private Malformed(String message) {
            super(message);
        }
    }

    /** The reader is recursive; this limit keeps a line from exhausting the stack. CONF-06 requires 64. */
    private static final int MOST_DEPTH = 512;

    /** BigInteger needs quadratic time for its digits, and no member takes a number of this size. */
    private static final int MOST_EXACT_DIGITS = 1_000;

    private static final char REPLACEMENT = '\uFFFD';

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    static Object read(byte[] line) throws Malformed {
        String text;
        try {
            // A decoder made here reports malformed input; the constructor of String would replace it.
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException _) {
            throw new Malformed("no UTF-8");
        }
        Json reader = new Json(text);
        Object value = reader.value();
        reader.skipSpace();
        reader.demand(reader.at == text.length(), "more than one value");
        return value;
    }

    private void demand(boolean holds, String otherwise) throws Malformed {
        if (!holds) {
            throw new Malformed(otherwise + " at " + at);
        }
    }

    /** The next character, or 0 at the end. A zero in the text is legal nowhere, so the two need no distinction. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char expected) {
        boolean found = peek() == expected;
        if (found) {
            at++;
        }
        return found;
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n') {
            at++;
        }
    }

    private Object value() throws Malformed {
        skipSpace();
        return switch (peek()) {
            case '{' -> nestedObject();
            case '[' -> nestedArray();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Object word(String word, Object value) throws Malformed {
        demand(text.startsWith(word, at), "no value");
        at += word.length();
        return value;
    }

    private Object nestedObject() throws Malformed {
        enter();
        Map<String, Object> members = new LinkedHashMap<>();
        skipSpace();
        if (!take('}')) {
            do {
                skipSpace();
                String name = string();
                skipSpace();
                demand(take(':'), "no colon");
                members.put(name, value());
                skipSpace();
            } while (take(','));
            demand(take('}'), "no end of an object");
        }
        depth--;
        return members;
    }

    private Object nestedArray() throws Malformed {
        enter();
        List<Object> items = new ArrayList<>();
        skipSpace();
        if (!take(']')) {
            do {
                items.add(value());
                skipSpace();
            } while (take(','));
            demand(take(']'), "no end of an array");
        }
        depth--;
        return items;
    }

    private void enter() throws Malformed {
        at++;
        depth++;
        demand(depth <= MOST_DEPTH, "nested too deep");
    }

    private String string() throws Malformed {
        demand(take('"'), "no string");
        StringBuilder read = new StringBuilder();
        while (!take('"')) {
            char next = peek();
            demand(next >= ' ', "a control character or no end of a string");
            at++;
            read.append(next == '\\' ? escape() : next);
        }
        return withoutHalves(read);
    }

    private char escape() throws Malformed {
        char kind = peek();
        at++;
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> throw new Malformed("no escape at " + at);
        };
    }

    private char codeUnit() throws Malformed {
        int unit = 0;
        for (int digits = 0; digits < 4; digits++) {
            // Character.digit would accept digits of other scripts.
            int digit = "0123456789abcdef".indexOf(Character.toLowerCase(peek()));
            demand(digit >= 0 && peek() < 0x80, "no hexadecimal digit");
            unit = unit * 16 + digit;
            at++;
        }
        return (char) unit;
    }

    /** Only an escape can make half a surrogate pair. It has no form in UTF-8, so it would not survive the way back. */
    private static String withoutHalves(StringBuilder read) {
        for (int index = 0; index < read.length(); index++) {
            if (Character.isSurrogate(read.charAt(index))) {
                if (Character.isSupplementaryCodePoint(read.codePointAt(index))) {
                    index++;
                } else {
                    read.setCharAt(index, REPLACEMENT);
                }
            }
        }
        return read.toString();
    }

    private Object number() throws Malformed {
        int from = at;
        take('-');
        if (!take('0')) {
            digits();
        }
        boolean whole = true;
        if (take('.')) {
            whole = false;
            digits();
        }
        if (take('e') || take('E')) {
            whole = false;
            if (!take('+')) {
                take('-');
            }
            digits();
        }
        String read = text.substring(from, at);
        if (whole && read.length() <= MOST_EXACT_DIGITS) {
            return new BigInteger(read);
        }
        return Double.valueOf(read);
    }

    private void digits() throws Malformed {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        demand(at > from, "no digit");
    }

    static String write(Object value) {
        StringBuilder written = new StringBuilder();
        write(value, written);
        return written.toString();
    }

    private static void write(Object value, StringBuilder to) {
        switch (value) {
            case null -> to.append("null");
            case String string -> writeString(string, to);
            case Integer _, Long _, Boolean _ -> to.append(value);
            case Map<?, ?> members -> {
                String separator = "{";
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    to.append(separator);
                    writeString((String) member.getKey(), to);
                    to.append(':');
                    write(member.getValue(), to);
                    separator = ",";
                }
                to.append(members.isEmpty() ? "{}" : "}");
            }
            case List<?> items -> {
                String separator = "[";
                for (Object item : items) {
                    to.append(separator);
                    write(item, to);
                    separator = ",";
                }
                to.append(items.isEmpty() ? "[]" : "]");
            }
            default -> throw new IllegalArgumentException("no JSON: " + value.getClass());
        }
    }

    private static void writeString(String string, StringBuilder to) {
        to.append('"');
        for (int index = 0; index < string.length(); index++) {
            char next = string.charAt(index);
            if (next == '"' || next == '\\') {
                to.append('\\').append(next);
            } else if (next < ' ') {
                to.append(String.format("\\u%04x", (int) next));
            } else {
                to.append(next);
            }
        }
        to.append('"');
    }

    static int sizeInBytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
