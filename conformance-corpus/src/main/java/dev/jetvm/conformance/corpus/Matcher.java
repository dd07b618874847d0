package dev.jetvm.conformance.corpus;

import dev.jetvm.conformance.protocol.MessageCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Compares answers with expectations. Members that the expectation does not name are ignored, lists are compared as a
 * whole, and texts that begin with {@code 0x} are compared as numbers. The following texts are patterns:
 * <ul>
 * <li>{@code "$any"}: any value, which must be present; {@code "$absent"}: the member must be absent</li>
 * <li>{@code "$nan32"}, {@code "$nan64"}: the bits of any NaN of that width</li>
 * <li>{@code "$decimals:3"}: a non-negative number with at most three decimals</li>
 * <li>{@code "$least:3"}: a number that is at least three</li>
 * <li>{@code "$matches:REGEX"}: a text that the regular expression matches as a whole, with {@code .} for any character</li>
 * <li>{@code "$let:w"}: any text, stored as {@code w}; {@code "$use:w"}: the stored text, also in later requests</li>
 * </ul>
 * The pattern {@code {"$lines": [...]}} matches a text of lines, each of which is a JSON value that matches its
 * pattern.
 *
 * <p>A matcher belongs to one run of one case and holds the stored texts. Not thread-safe.
 */
public final class Matcher {
    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");
    private static final String LET = "$let:";
    private static final String USE = "$use:";
    private static final String DECIMALS = "$decimals:";
    private static final String LEAST = "$least:";
    private static final String MATCHES = "$matches:";
    /** The member of a pattern that matches a text of JSON lines. */
    static final String LINES = "$lines";

    private final Map<String, String> kept = new LinkedHashMap<>();

    /** The first of the {@link #differences}; empty if the answer meets the expectation. */
    public Optional<Difference> compare(ObjectNode expected, ObjectNode message) {
        return differences(expected, message).stream().findFirst();
    }

    /**
     * @param expected an expectation: a pattern, or {@code anyOf} with a list of patterns
     * @param message the answer as received
     * @return the first difference of each member of the {@code value}, or that of the answer itself; empty if the
     *         answer meets the expectation
     */
    public List<Difference> differences(ObjectNode expected, ObjectNode message) {
        if (expected.get("value") instanceof ObjectNode value && message.get("value") instanceof ObjectNode seen) {
            List<Difference> differences = new ArrayList<>();
            ObjectNode rest = expected.deepCopy();
            rest.remove("value");
            addIfNotNull(differences, node("", rest, message));
            value.properties().forEach(member -> addIfNotNull(differences,
                    node("value." + member.getKey(), member.getValue(), seen.get(member.getKey()))));
            return differences;
        }
        return anyOf(expected, message).map(List::of).orElse(List.of());
    }

    /** The place of the first alternative of {@code anyOf} that an answer matches; -1 if there is none. */
    public int alternative(ObjectNode expected, ObjectNode message) {
        List<JsonNode> alternatives = expected.path("anyOf").valueStream().toList();
        for (int place = 0; place < alternatives.size(); place++) {
            if (node("", alternatives.get(place), message) == null) {
                return place;
            }
        }
        return -1;
    }

    private static void addIfNotNull(List<Difference> differences, @Nullable Difference difference) {
        if (difference != null) {
            differences.add(difference);
        }
    }

    private Optional<Difference> anyOf(ObjectNode expected, ObjectNode message) {
        if (!(expected.get("anyOf") instanceof ArrayNode alternatives)) {
            return Optional.ofNullable(node("", expected, message));
        }
        StringJoiner reasons = new StringJoiner("; ");
        for (JsonNode alternative : alternatives) {
            Difference difference = node("", alternative, message);
            if (difference == null) {
                return Optional.empty();
            }
            reasons.add(difference.toString());
        }
        return Optional.of(new Difference("", "one of " + filled(alternatives), message + " (" + reasons + ")"));
    }

    /** Substitutes the stored texts in a request, or in an expectation that is shown to readers. */
    public ObjectNode fill(ObjectNode members) {
        if (kept.isEmpty()) {
            return members;
        }
        ObjectNode filled = members.deepCopy();
        filled.properties().forEach(member -> member.setValue(filled(member.getValue())));
        return filled;
    }

    private JsonNode filled(JsonNode node) {
        return switch (node) {
            case ArrayNode list -> JsonNodeFactory.instance.arrayNode()
                    .addAll(list.valueStream().map(this::filled).toList());
            case StringNode text -> StringNode.valueOf(known(text.stringValue()));
            case ObjectNode object -> fill(object);
            default -> node;
        };
    }

    private String known(String text) {
        return text.startsWith(USE) ? kept.getOrDefault(text.substring(USE.length()), text) : text;
    }

    private @Nullable Difference node(String path, JsonNode expected, @Nullable JsonNode observed) {
        if (expected.isString() && expected.stringValue().equals("$absent")) {
            return observed == null ? null : differ(path, "nothing", observed);
        }
        if (observed == null) {
            return Difference.absent(path, words(filled(expected)));
        }
        return switch (expected) {
            case ObjectNode object -> object(path, object, observed);
            case ArrayNode array -> array(path, array, observed);
            case StringNode text -> text(path, text.stringValue(), observed);
            default -> expected.equals(observed) || sameNumber(expected, observed)
                    ? null
                    : differ(path, words(expected), observed);
        };
    }

    private @Nullable Difference object(String path, ObjectNode expected, JsonNode observed) {
        if (expected.get(LINES) instanceof ArrayNode lines) {
            return lines(path, lines, observed);
        }
        if (!observed.isObject()) {
            return differ(path, words(expected), observed);
        }
        for (Map.Entry<String, JsonNode> member : expected.properties()) {
            String below = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            Difference difference = node(below, member.getValue(), observed.get(member.getKey()));
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private @Nullable Difference lines(String path, ArrayNode expected, JsonNode observed) {
        if (!observed.isString()) {
            return differ(path, "lines of JSON", observed);
        }
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        for (String line : observed.stringValue().lines().toList()) {
            Optional<JsonNode> value = MessageCodec.value(line);
            if (value.isEmpty()) {
                return new Difference(path + "[" + lines.size() + "]", "a line of JSON", '"' + line + '"');
            }
            lines.add(value.get());
        }
        return array(path, expected, lines);
    }

    private @Nullable Difference array(String path, ArrayNode expected, JsonNode observed) {
        if (!observed.isArray()) {
            return differ(path, words(expected), observed);
        }
        for (int i = 0; i < Math.min(expected.size(), observed.size()); i++) {
            Difference difference = node(path + "[" + i + "]", expected.get(i), observed.get(i));
            if (difference != null) {
                return difference;
            }
        }
        return expected.size() == observed.size()
                ? null
                : differ(path, "a list of " + expected.size() + ": " + words(expected), observed);
    }

    private @Nullable Difference text(String path, String expected, JsonNode observed) {
        if (expected.equals("$any")) {
            return null;
        }
        if (expected.startsWith(DECIMALS)) {
            int most = Integer.parseInt(expected.substring(DECIMALS.length()));
            return isDecimal(observed, most) ? null : differ(path, words(expected), observed);
        }
        if (expected.startsWith(LEAST)) {
            boolean enough = observed.isNumber()
                    && observed.decimalValue().compareTo(new BigDecimal(expected.substring(LEAST.length()))) >= 0;
            return enough ? null : differ(path, words(expected), observed);
        }
        if (!observed.isString()) {
            return differ(path, words(known(expected)), observed);
        }
        String seen = observed.stringValue();
        if (expected.startsWith(LET)) {
            kept.put(expected.substring(LET.length()), seen);
            return null;
        }
        if (expected.startsWith(MATCHES)) {
            Pattern pattern = Pattern.compile(expected.substring(MATCHES.length()), Pattern.DOTALL);
            return pattern.matcher(seen).matches() ? null : differ(path, words(expected), observed);
        }
        boolean same = switch (expected) {
            case "$nan32" -> HEX.matcher(seen).matches() && Float.isNaN(Float.intBitsToFloat(number(seen).intValue()));
            case "$nan64" -> HEX.matcher(seen).matches() && Double.isNaN(Double.longBitsToDouble(number(seen)
                    .longValue()));
            default -> sameText(known(expected), seen);
        };
        return same ? null : differ(path, words(known(expected)), observed);
    }

    private static boolean sameText(String expected, String observed) {
        return expected.equals(observed) || (HEX.matcher(expected).matches() && HEX.matcher(observed).matches()
                && number(expected).equals(number(observed)));
    }

    private static boolean sameNumber(JsonNode expected, JsonNode observed) {
        return expected.isNumber() && observed.isNumber()
                && expected.decimalValue().compareTo(observed.decimalValue()) == 0;
    }

    private static boolean isDecimal(JsonNode observed, int most) {
        return observed.isNumber() && observed.decimalValue().signum() >= 0
                && observed.decimalValue().stripTrailingZeros().scale() <= most;
    }

    private static BigInteger number(String hex) {
        return new BigInteger(hex.substring(2), 16);
    }

    private static Difference differ(String path, String expected, JsonNode observed) {
        return new Difference(path, expected, observed.toString());
    }

    private static String words(JsonNode expected) {
        return expected.isString() ? words(expected.stringValue()) : expected.toString();
    }

    private static String words(String expected) {
        if (expected.startsWith(DECIMALS)) {
            return "a number from 0 with at most " + expected.substring(DECIMALS.length()) + " decimals";
        }
        if (expected.startsWith(LET)) {
            return "any text";
        }
        if (expected.startsWith(MATCHES)) {
            return "a text that matches " + expected.substring(MATCHES.length());
        }
        if (expected.startsWith(LEAST)) {
            return "a number that is at least " + expected.substring(LEAST.length());
        }
        return switch (expected) {
            case "$any" -> "anything";
            case "$nan32" -> "the bits of a 32-bit NaN";
            case "$nan64" -> "the bits of a 64-bit NaN";
            default -> '"' + expected + '"';
        };
    }
}
