package dev.jetvm.vm.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** What is not ours is shown so that no terminal obeys it. */
final class PrintableTest {
    @ParameterizedTest(name = "U+{0}")
    @ValueSource(ints = {0, 7, 8, 0xD, 0x1B, 0x1F, 0x7F, 0x80, 0x9B, 0x9D, 0x9F, 0x61C, 0x200E, 0x200F, 0x2028, 0x2029,
            0x202A, 0x202E, 0x2066, 0x2069, 0xD800, 0xDFFF})
    void aControlIsWrittenByItsNumber(int scalar) {
        String text = "a" + Character.toString(scalar) + "b";
        assertThat(Printable.text(text)).isEqualTo("a\\u{" + Integer.toHexString(scalar) + "}b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "two\nlines\tand a tab", "fährt", "\uD83D\uDE00", "\u05D0\u0627", "a\\u{1b}"})
    void anythingElseStays(String text) {
        assertThat(Printable.text(text)).isEqualTo(text);
        assertThat(Printable.json(text)).isEqualTo(text);
    }

    @Test
    void jsonKeepsItsMeaning() {
        String name = "\u001B[2J\u009B1m\u202Ename\u2028\uD83D\uDE00";
        String line = Printable.json(JsonNodeFactory.instance.objectNode().put("name", name).toString());
        assertThat(line).doesNotContain("\u001B", "\u009B", "\u202E", "\u2028");
        assertThat(JsonMapper.shared().readTree(line).path("name").asString()).isEqualTo(name);
    }
}
