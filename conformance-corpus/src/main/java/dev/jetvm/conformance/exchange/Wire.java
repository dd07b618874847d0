package dev.jetvm.conformance.exchange;

import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The notation of numbers, words and bytes in messages, and the comparison of observed with expected JSON values.
 *
 * <p>Clauses: CONF-07, CONF-08.
 */
public final class Wire {
    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,40}");

    private Wire() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A 64-bit word as {@code 0x} and 16 digits. */
    public static String word(long word) {
        return "0x" + HexFormat.of().withUpperCase().toHexDigits(word);
    }

    /** A 32-bit word as {@code 0x} and 8 digits. */
    public static String word32(int word) {
        return "0x" + HexFormat.of().withUpperCase().toHexDigits(word);
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Bytes for display: {@code EF CD AB 16}. */
    public static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
    }

    /** Bytes from hexadecimal digits; blanks are ignored. */
    public static byte[] unhex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /** The bits of a word in a message; empty if the text is not a word. */
    public static Optional<BigInteger> parseWord(String text) {
        return HEX.matcher(text).matches()
                ? Optional.of(new BigInteger(text.substring(2).toUpperCase(Locale.ROOT), 16))
                : Optional.empty();
    }

    /** An integer, given as a JSON number or as decimal text; empty if the node is neither. */
    public static Optional<BigInteger> integer(JsonNode node) {
        if (node.isIntegralNumber()) {
            return Optional.of(node.bigIntegerValue());
        }
        if (node.isString() && DECIMAL.matcher(node.stringValue()).matches()) {
            return Optional.of(new BigInteger(node.stringValue()));
        }
        return Optional.empty();
    }

    /**
     * Whether an answer satisfies an expectation. Members that the expectation does not name are ignored (CONF-03).
     * Words are compared as numbers, integers whether given as number or as text, and arrays as a whole.
     */
    public static boolean matches(JsonNode expected, JsonNode observed) {
        if (expected.isObject()) {
            return observed.isObject() && expected.properties().stream()
                    .allMatch(member -> matches(member.getValue(), observed.path(member.getKey())));
        }
        if (expected.isArray()) {
            if (!observed.isArray() || observed.size() != expected.size()) {
                return false;
            }
            for (int i = 0; i < expected.size(); i++) {
                if (!matches(expected.get(i), observed.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (expected.isString() && observed.isString()) {
            Optional<BigInteger> word = parseWord(expected.stringValue());
            if (word.isPresent()) {
                return word.equals(parseWord(observed.stringValue()));
            }
            return expected.stringValue().equals(observed.stringValue());
        }
        Optional<BigInteger> number = integer(expected);
        return number.isPresent() ? number.equals(integer(observed)) : expected.equals(observed);
    }
}
