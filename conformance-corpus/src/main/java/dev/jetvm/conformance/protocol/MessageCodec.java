package dev.jetvm.conformance.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages to lines and back. Strict about what a line is, because everything later rests on it; says of a bad line
 * where it is bad and what is likely the cause.
 *
 * <p>Clause: CONF-01
 */
public final class MessageCodec {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final int QUOTED = 120;

    private MessageCodec() {}

    /** The line of a message, line end included. */
    public static byte[] encode(ObjectNode message) {
        byte[] json = MAPPER.writeValueAsBytes(message);
        byte[] line = new byte[json.length + 1];
        System.arraycopy(json, 0, line, 0, json.length);
        line[json.length] = '\n';
        return line;
    }

    /**
     * The message of a line.
     *
     * @param line without its line end
     * @throws MalformedLineException if the line is not UTF-8, not JSON, or no object
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
        } catch (JacksonException e) {
            throw fault(line, column(e, line), "not JSON", hint(line));
        }
        if (node instanceof ObjectNode message) {
            return message;
        }
        throw fault(line, 1, line.length == 0 ? "an empty line" : "no JSON object", hint(line));
    }

    /** Text of a line for people: control characters and bytes that are no UTF-8 made visible, long ones cut. */
    public static String quote(byte[] line) {
        StringBuilder text = new StringBuilder();
        new String(line, 0, Math.min(line.length, 4 * QUOTED), StandardCharsets.UTF_8).codePoints()
                .limit(QUOTED)
                .forEach(c -> {
                    if (c < 0x20 || c == 0x7F) {
                        text.append("\\u%04x".formatted(c));
                    } else {
                        text.appendCodePoint(c);
                    }
                });
        return line.length > QUOTED ? text + "... (" + line.length + " bytes)" : text.toString();
    }

    /** Offset of the first byte that is not part of well-formed UTF-8; -1 if all is well. */
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

    /** The two commonest ways to break a line protocol leave different traces. */
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
