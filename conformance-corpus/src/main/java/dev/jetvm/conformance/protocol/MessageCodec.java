package dev.jetvm.conformance.protocol;

import dev.jetvm.conformance.text.DisplayText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts messages to lines and lines to messages. Decoding is strict, because all later processing relies on it. The
 * error for a malformed line gives the position of the fault and its likely cause.
 *
 * <p>Clause: CONF-01
 */
public final class MessageCodec {
    /** Maximum nesting depth of arrays and objects in a message: four times what CONF-06 requires of agents. */
    static final int MAX_DEPTH = 256;
    /** Maximum number of characters of a number. */
    static final int MAX_NUMBER = 1000;

    private static final ObjectMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER).maxNameLength(Protocol.MAX_LINE).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // As float64, 1e999 would be infinite and 1e-999 zero, and a comparison with them would be wrong.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final int QUOTED = 120;

    private MessageCodec() {}

    /** Encodes a message as a line, including the line end. */
    public static byte[] encode(ObjectNode message) {
        byte[] json = MAPPER.writeValueAsBytes(message);
        byte[] line = new byte[json.length + 1];
        System.arraycopy(json, 0, line, 0, json.length);
        line[json.length] = '\n';
        return line;
    }

    /**
     * Decodes the message of a line.
     *
     * @param line the line without its line end
     * @throws MalformedLineException if the line is not UTF-8, not JSON, or not an object; if an object in it has
     *        duplicate member names; if a number has more than 1,000 characters; if arrays and objects are nested
     *        deeper than 256
     */
    public static ObjectNode decode(byte[] line) throws MalformedLineException {
        int bad = firstIllFormed(line);
        if (bad >= 0) {
            throw fault(line, bad + 1, "byte 0x%02X is not UTF-8".formatted(line[bad] & 0xFF),
                    "is standard output written in another encoding?");
        }
        JsonNode node;
        try {
            node = MAPPER.readTree(line);
        } catch (NumberFormatException e) {
            // The library throws this for exponents that BigDecimal cannot represent.
            throw fault(line, 1, "a number with an absurd exponent", "the suite reads no such message");
        } catch (StreamConstraintsException e) {
            throw fault(line, column(e, line), "a number of more than %,d characters, or nested deeper than %d"
                    .formatted(MAX_NUMBER, MAX_DEPTH), "the suite reads no such message");
        } catch (JacksonException e) {
            throw e.getOriginalMessage().startsWith("Duplicate")
                    ? fault(line, column(e, line), "two members of one name", "each name once in an object")
                    : fault(line, column(e, line), "not JSON", hint(line));
        }
        if (node instanceof ObjectNode message) {
            return message;
        }
        throw fault(line, 1, line.length == 0 ? "an empty line" : "no JSON object", hint(line));
    }

    /** Decodes a JSON value of any kind as strictly as a message; empty if the text is not valid. */
    public static Optional<JsonNode> value(String text) {
        try {
            return Optional.of(MAPPER.readTree(text))
                    .filter(node -> !node.isMissingNode() && PortableJson.fault(node).isEmpty());
        } catch (JacksonException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * A line as display text, without its line end: control characters and ill-formed bytes are made visible, and long
     * lines are truncated.
     */
    public static String quote(byte[] line) {
        int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        StringBuilder text = new StringBuilder();
        new String(line, 0, Math.min(end, 4 * QUOTED), StandardCharsets.UTF_8).codePoints().limit(QUOTED)
                .forEach(text::appendCodePoint);
        return DisplayText.line(text.toString()) + (end > QUOTED ? "... (" + end + " bytes)" : "");
    }

    /** Offset of the first byte that is not part of well-formed UTF-8; -1 if the whole line is well-formed. */
    static int firstIllFormed(byte[] line) {
        int ascii = 0;
        while (ascii < line.length && line[ascii] >= 0) {
            ascii++;
        }
        if (ascii == line.length) {
            return -1;
        }
        ByteBuffer in = ByteBuffer.wrap(line, ascii, line.length - ascii);
        var out = CharBuffer.allocate(line.length - ascii + 1);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        return result.isError() ? in.position() : -1;
    }

    private static int column(JacksonException e, byte[] line) {
        TokenStreamLocation where = e.getLocation();
        long offset = where == null ? 0 : Math.max(where.getByteOffset(), where.getColumnNr() - 1L);
        return (int) Math.min(Math.max(offset, 0) + 1, line.length + 1L);
    }

    /** Recognizes the two most common violations of a line protocol. */
    private static String hint(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return "a line end too many?";
        }
        if (!text.startsWith("{")) {
            return text.contains("{\"")
                    ? "a print to standard output without a line end before the answer?"
                    : "a print to standard output? only answers go there, everything else to standard error";
        }
        if (text.indexOf("}{") > 0 || text.indexOf("} {") > 0) {
            return "missing newline between two answers?";
        }
        return text.endsWith("}") ? "a quote or a comma missing?" : "a line end inside the answer, or the answer cut?";
    }

    private static MalformedLineException fault(byte[] line, int column, String what, String hint) {
        return new MalformedLineException(
                "%s at column %d of the line `%s` (%s)".formatted(what, column, quote(line), hint), column);
    }
}
