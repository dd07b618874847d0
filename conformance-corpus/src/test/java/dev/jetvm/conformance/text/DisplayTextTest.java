package dev.jetvm.conformance.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTextTest {
    private static final String PAIR = "\uD83D\uDE00";

    @ParameterizedTest(name = "U+{0}")
    @ValueSource(strings = {"0000", "0007", "0008", "0009", "000d", "001b", "007f", "0080", "009b", "009f", "061c",
            "200e",
            "2028", "2029", "202a", "202e", "2066", "2069", "d800", "dfff", "feff", "fffe", "ffff"})
    void is_escaped_as_in_json(String hex) {
        String text = "a" + (char) Integer.parseInt(hex, 16) + "b";
        assertThat(DisplayText.line(text)).isEqualTo("a\\u" + hex + "b");
        assertThat(DisplayText.block(text)).isEqualTo("a\\u" + hex + "b");
    }

    @Test
    void line_feeds_remain_in_a_block_only() {
        assertThat(DisplayText.line("a\nb")).isEqualTo("a\\u000ab");
        assertThat(DisplayText.block("a\nb")).isEqualTo("a\nb");
    }

    @Test
    void all_other_text_remains() {
        String text = "plain, \u00e4\u00f6\u00fc\u00a0, \u6a21, " + PAIR + ", \\u001b";
        assertThat(DisplayText.line(text)).isEqualTo(text);
        assertThat(DisplayText.wellFormed(text)).isEqualTo(text);
    }

    @Test
    void a_cut_divides_no_pair() {
        IntStream.rangeClosed(1, 8).forEach(most -> {
            String cut = DisplayText.cut("ab" + PAIR + "cd" + PAIR + "e", most);
            assertThat(DisplayText.unpairedSurrogate(cut)).as("%s", most).isEqualTo(-1);
            assertThat(cut).endsWith("...");
        });
        assertThat(DisplayText.cut("abc", 3)).isEqualTo("abc");
    }

    @Test
    void unpaired_surrogates_are_found_and_replaced() {
        assertThat(DisplayText.unpairedSurrogate("a" + PAIR)).isEqualTo(-1);
        assertThat(DisplayText.unpairedSurrogate("a" + PAIR + "\uD83D")).isEqualTo(3);
        assertThat(DisplayText.unpairedSurrogate("\uDE00\uD83D")).isZero();
        assertThat(DisplayText.wellFormed("\uDE00\uD83Dx" + PAIR)).isEqualTo("\uFFFD\uFFFDx" + PAIR);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(DisplayText.wellFormed("\uD83D"))).isTrue();
    }
}
