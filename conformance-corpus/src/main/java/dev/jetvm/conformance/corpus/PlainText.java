package dev.jetvm.conformance.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value in the notation of program headers: {@code nil}, {@code true}, {@code -42}, {@code float64 1.5},
 * {@code float32 inf}, {@code char U+1F600}, {@code symbol}, {@code string "text"}, {@code object Array}.
 */
final class PlainText {
    private PlainText() {}

    /**
     * Reads the value and returns it in the notation of the protocol.
     *
     * @throws CorpusError if the text is not a value
     */
    static ObjectNode read(ProgramHeader.Entry entry) {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        String[] words = entry.value().split("\\s+", 2);
        String rest = words.length < 2 ? "" : words[1];
        try {
            return switch (words[0]) {
                case "nil", "symbol" -> plain.put("kind", words[0]);
                case "true", "false" -> plain.put("kind", "bool").put("value", words[0].equals("true"));
                case "float64" -> plain.put("kind", "float64").put("bits", bits64(rest));
                case "float32" -> plain.put("kind", "float32").put("bits", bits32(rest));
                case "char" -> plain.put("kind", "char").put("value", Integer.parseInt(rest.replace("U+", ""), 16));
                case "string" -> plain.put("kind", "string").put("bytes", base64(rest));
                case "object" -> plain.put("kind", "object").put("type", rest);
                default -> plain.put("kind", "int").put("value", Long.toString(Long.parseLong(words[0])));
            };
        } catch (NumberFormatException | JacksonException e) {
            throw new CorpusError(entry.valueAt(), "'" + entry.value() + "' is no value",
                    "write nil, true, -42, float64 1.5, float32 inf, char U+41, symbol, string \"text\" or object Array");
        }
    }

    private static String bits64(String text) {
        return text.equals("nan") ? "$nan64" : "0x%016X".formatted(Double.doubleToRawLongBits(number(text)));
    }

    private static String bits32(String text) {
        return text.equals("nan") ? "$nan32" : "0x%08X".formatted(Float.floatToRawIntBits(switch (text) {
            case "inf", "-inf" -> (float) number(text);
            default -> Float.parseFloat(text);
        }));
    }

    private static double number(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static String base64(String quoted) {
        byte[] utf8 = JsonMapper.shared().readTree(quoted).asString().getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(utf8);
    }
}
