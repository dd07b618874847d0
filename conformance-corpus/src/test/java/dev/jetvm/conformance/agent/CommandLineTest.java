package dev.jetvm.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void blanks_separate_and_quotes_join() {
        assertThat(CommandLine.parse("  ./my-agent  --flag\tx ")).containsExactly("./my-agent", "--flag", "x");
        assertThat(CommandLine.parse("'my agent' \"a b\"c'd e'")).containsExactly("my agent", "a bcd e");
        assertThat(CommandLine.parse("a '' \"\"")).containsExactly("a", "", "");
    }

    @Test
    void backslashes_keep_what_they_keep_in_a_shell() {
        assertThat(CommandLine.parse("a\\ b \\'c")).containsExactly("a b", "'c");
        assertThat(CommandLine.parse("'a\\b' \"a\\b \\\" \\\\\"")).containsExactly("a\\b", "a\\b \" \\");
    }

    @Test
    void nothing_is_expanded() {
        assertThat(CommandLine.parse("$HOME *.c a|b")).containsExactly("$HOME", "*.c", "a|b");
    }

    @Test
    void what_is_not_closed_is_named() {
        assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.parse("a 'b c"))
                .withMessageContaining("opened at column 3 is not closed");
        assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.parse("a \"b"))
                .withMessageContaining("opened at column 3 is not closed");
        assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.parse("a \\"))
                .withMessageContaining("backslash at the end");
        assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.parse(" \t"));
    }
}
