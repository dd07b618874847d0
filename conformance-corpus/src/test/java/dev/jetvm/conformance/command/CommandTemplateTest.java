package dev.jetvm.conformance.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandTemplateTest {
    private static final Path FILE = Path.of("/p/a.jetc");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @BeforeEach
    void program() throws IOException {
        assertThat(Files.createFile(home.resolve("my jet")).toFile().setExecutable(true)).isTrue();
        Files.createFile(home.resolve("data"));
    }

    private List<String> filled(String text, String... arguments) {
        return CommandTemplate.parse(text, home).fill(FILE, List.of(arguments));
    }

    private void refused(String text, String... why) {
        assertThatIllegalArgumentException().isThrownBy(() -> CommandTemplate.parse(text, home))
                .withMessageContainingAll(why);
    }

    @Test
    void an_argument_stays_one_argument_whatever_is_in_it() {
        assertThat(filled("sh -x '{module}' \"{args}\" end", "a b", "", "it's", "{module}", "$HOME"))
                .endsWith("-x", "/p/a.jetc", "a b", "", "it's", "{module}", "$HOME", "end");
        assertThat(filled("sh {module} {args} end")).endsWith("/p/a.jetc", "end");
    }

    @Test
    void the_program_may_be_a_part_of_a_word() {
        assertThat(filled("sh --run={text}")).endsWith("--run=/p/a.jetc");
    }

    @Test
    void the_program_and_dotted_words_are_relative_to_the_folder_of_the_user() {
        assertThat(filled("'./my jet' ./data ../up data {module}")).containsExactly(home + "/my jet", home + "/data",
                home.resolveSibling("up").toString(), "data", "/p/a.jetc");
        assertThat(filled("sh {module}").getFirst()).startsWith("/").endsWith("/sh");
    }

    @Test
    void the_placeholders_are_the_features() {
        assertThat(CommandTemplate.parse("sh {module}", home).features()).containsExactly("process.command");
        assertThat(CommandTemplate.parse("sh {text} {args}", home).features()).containsExactly("process.arguments",
                "process.command");
        assertThat(CommandTemplate.parse("sh {module} {options} {args}", home).features()).containsExactly(
                "process.arguments", "process.command", "process.options");
    }

    @Test
    void a_template_without_a_program_file_or_with_two_is_refused() {
        refused("sh", "{module}", "{text}");
        refused("sh {args}", "does not say where the program goes");
        refused("sh {module} {text}", "twice");
        refused("sh {module} {module}", "twice");
    }

    @Test
    void a_placeholder_that_is_unknown_or_misplaced_is_named() {
        refused("sh {module} {arguments}", "no placeholder {arguments}", "{args}");
        refused("sh {module} --args={args}", "a word of its own", "--args={args}");
        refused("sh {module} {args} {args}", "{args} is written twice");
        refused("{module} {args}", "the first word is the program");
    }

    @Test
    void an_open_quote_and_an_empty_template_are_refused() {
        refused("sh '{module}", "the quote ' opened at column 4 is not closed");
        refused("  ", "empty");
    }

    @Test
    void a_program_that_cannot_be_started_is_refused() {
        refused("./nothing {module}", "./nothing does not exist");
        refused("./data {module}", "./data is not executable", "chmod +x");
        refused("no-such-program-anywhere {module}", "is not on the path");
        refused("data {module}", "is not on the path", "./data");
    }
}
