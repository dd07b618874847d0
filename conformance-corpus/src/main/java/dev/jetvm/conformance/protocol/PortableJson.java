package dev.jetvm.conformance.protocol;

import dev.jetvm.conformance.text.DisplayText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds content that the grammar of JSON permits but some JSON readers cannot represent: text with an unpaired
 * surrogate, which has no encoding in UTF-8, and numbers that float64 represents only as zero or infinity. An answer
 * with such content is a protocol error, because it can be neither compared nor reported.
 *
 * @spec CONF-01
 * @spec CONF-07
 */
public final class PortableJson {
    private static final int SHOWN = 40;

    private PortableJson() {}

    /** The first fault in a message, with its place: {@code value.fields[2].name}; empty if there is none. */
    public static Optional<String> fault(JsonNode message) {
        return Optional.ofNullable(fault("", message));
    }

    private static @Nullable String fault(String path, JsonNode node) {
        if (node.isString()) {
            return text(path, node.stringValue());
        }
        if (node.isNumber()) {
            return number(path, node);
        }
        int index = 0;
        for (JsonNode element : node.isArray() ? node : List.<JsonNode>of()) {
            String found = fault(path + "[" + index++ + "]", element);
            if (found != null) {
                return found;
            }
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (DisplayText.unpairedSurrogate(member.getKey()) >= 0) {
                return "a name in " + place(path) + " has half of a surrogate pair: \"" + shown(member.getKey()) + '"';
            }
            String found = fault(path.isEmpty() ? member.getKey() : path + "." + member.getKey(), member.getValue());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String text(String path, String text) {
        return DisplayText.unpairedSurrogate(text) < 0
                ? null
                : place(path) + " has half of a surrogate pair: \"" + shown(text) + '"';
    }

    private static @Nullable String number(String path, JsonNode node) {
        if (node.isInt() || node.isLong()) {
            return null;
        }
        BigDecimal exact = node.decimalValue();
        double nearest = exact.doubleValue();
        return Double.isFinite(nearest) && (nearest != 0 || exact.signum() == 0)
                ? null
                : place(path) + " is a number beyond the range of float64: " + shown(node.toString());
    }

    private static String place(String path) {
        return path.isEmpty() ? "the message" : DisplayText.line(DisplayText.cut(path, SHOWN));
    }

    private static String shown(String text) {
        return DisplayText.line(DisplayText.cut(text, SHOWN));
    }
}
