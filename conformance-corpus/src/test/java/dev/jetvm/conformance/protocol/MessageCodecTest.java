package dev.jetvm.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class MessageCodecTest {
    @Test
    void a_message_survives_the_wire() throws Exception {
        Request request = Request.of("value.encode");
        request.members().putObject("value").put("kind", "string").put("bytes", "w6Q=");
        byte[] line = MessageCodec.encode(request.toMessage(7));
        assertThat(new String(line, StandardCharsets.UTF_8)).startsWith("{\"id\":7,\"op\":\"value.encode\",")
                .endsWith("}\n");
        ObjectNode back = MessageCodec.decode(Arrays.copyOf(line, line.length - 1));
        assertThat(back).hasToString(request.toMessage(7).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            classify called              | 1  | not JSON       | a print to standard output?
            word {"id":1}                | 1  | not JSON       | without a line end before the answer?
            {"id":1}{"id":2}             | 9  | not JSON       | missing newline between two answers?
            {"id":1,                     | 9  | not JSON       | or the answer cut?
            {"id":1 "outcome":"ok"}      | 9  | not JSON       | a quote or a comma missing?
            [1]                          | 1  | no JSON object | a print to standard output?
            7                            | 1  | no JSON object | a print to standard output?
            """)
    void a_bad_line_is_quoted_with_the_column_and_a_guess(String line, int column, String what, String hint) {
        MalformedLineException error = decodeBad(line.getBytes(StandardCharsets.UTF_8));
        assertThat(error).hasMessageContaining(what).hasMessageContaining(hint).hasMessageContaining("`" + line + "`");
        assertThat(error.column()).isBetween(column, column + 1);
    }

    @Test
    void an_empty_line_is_no_message() {
        assertThat(decodeBad(new byte[0])).hasMessageContaining("a line end too many?");
    }

    @ParameterizedTest
    @CsvSource({"227B22C3287D22, 4, 0xC3", "22C0AF22, 2, 0xC0", "22EDA08022, 2, 0xED", "22F0908022, 2, 0xF0",
            "22616280, 4, 0x80"})
    void ill_formed_utf8_is_found_at_its_first_byte(String hex, int column, String octet) {
        MalformedLineException error = decodeBad(HexFormat.of().parseHex(hex));
        assertThat(error.column()).isEqualTo(column);
        assertThat(error).hasMessageContaining("byte " + octet + " is not UTF-8");
    }

    @Test
    void control_characters_are_shown_and_long_lines_cut() {
        assertThat(MessageCodec.quote("a\tb\u001b[1m".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("a\\u0009b\\u001b[1m");
        assertThat(MessageCodec.quote("x".repeat(5000).getBytes(StandardCharsets.UTF_8))).hasSizeLessThan(160)
                .endsWith("... (5000 bytes)");
    }

    private static MalformedLineException decodeBad(byte[] line) {
        return catchThrowableOfType(MalformedLineException.class, () -> MessageCodec.decode(line));
    }
}
