package dev.jetvm.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.conformance.corpus.Matcher;
import dev.jetvm.conformance.exchange.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Lines that are JSON by its grammar, or nearly: each is an answer, a fault in words, or a malformed line; never an exception. */
class AbsurdAnswersTest {

    static Stream<String> values() {
        return Stream.of("1e400", "-1e400", "1e-400", "1e999999999", "1e99999999999999999999", "NaN", "Infinity", "-0",
                "-0.0", "0.5", "9007199254740993", "1".repeat(1000), "1".repeat(1001), "1".repeat(100_000),
                "0." + "0".repeat(900) + "1", "null", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "[".repeat(200)
                        + "]".repeat(200),
                "[".repeat(2000) + "]".repeat(2000), "{\"a\":1,\"a\":2}", "{\"\\ud800\":1}");
    }

    @ParameterizedTest
    @MethodSource("values")
    void are_compared_or_refused(String value) {
        for (String line : List.of("{\"id\":1,\"outcome\":\"ok\",\"value\":{\"v\":" + value + "}}",
                "{\"id\":" + value + ",\"outcome\":\"ok\",\"value\":{}}", "{\"id\":1,\"outcome\":" + value + "}")) {
            ObjectNode message;
            try {
                message = MessageCodec.decode(line.getBytes(StandardCharsets.UTF_8));
            } catch (MalformedLineException refused) {
                assertThat(refused).hasMessageContaining("column");
                continue;
            }
            if (PortableJson.fault(message).isPresent()) {
                continue;
            }
            ObjectNode expected = Wire.object().put("id", 1);
            expected.putObject("value").put("v", 7);
            assertThat(new Matcher().compare(expected, message)).isPresent();
            assertThat(Wire.matches(expected, message)).isFalse();
            assertThat(MessageCodec.encode(message)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"v\":1e400}", "{\"v\":[0,-1e999]}", "{\"v\":1e-400}", "{\"v\":\"\\ud800\"}",
            "{\"v\":[[\"\\ude00\\ud83d\"]]}"})
    void have_a_fault_that_names_its_place(String line) throws Exception {
        assertThat(PortableJson.fault(decoded(line)).orElse("")).containsPattern("\\bv\\b").doesNotContain("\ud800");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"v\":1e300}", "{\"v\":0.0}", "{\"v\":\"\\ud83d\\ude00\"}",
            "{\"v\":12345678901234567890}"})
    void have_none_if_every_reader_can_hold_them(String line) throws Exception {
        assertThat(PortableJson.fault(decoded(line))).isEmpty();
    }

    @Test
    void a_tiny_number_is_not_zero() throws Exception {
        assertThat(new Matcher().compare(decoded("{\"v\":0}"), decoded("{\"v\":1e-300}"))).isPresent();
        assertThat(new Matcher().compare(decoded("{\"v\":1}"), decoded("{\"v\":1.0}"))).isEmpty();
    }

    private static ObjectNode decoded(String line) throws MalformedLineException {
        return MessageCodec.decode(line.getBytes(StandardCharsets.UTF_8));
    }
}
