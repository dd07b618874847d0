package dev.jetvm.vm.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The outcomes in the header of each litmus program are those that the exploration finds, all of them and no other. */
final class LitmusTest {
    private static final Path PROGRAMS = Path.of(System.getProperty("jet.root", ".."),
            "conformance-corpus/programs/litmus");

    static Stream<Path> programs() throws IOException {
        try (Stream<Path> files = Files.list(PROGRAMS)) {
            return files.filter(file -> file.toString().endsWith(".jasm")).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void headerHasEveryOutcome(Path file) throws IOException {
        String text = Files.readString(file);
        Exploration found = ExplorePrograms.explore(text, true, 20_000);
        assertThat(found.incomplete()).isEmpty();
        assertThat(found.outcomes()).allSatisfy(each -> assertThat(each.outcome().status()).isEqualTo("returned"));
        Set<String> outputs = new TreeSet<>();
        found.outcomes().forEach(each -> outputs.add(each.outcome().output()));
        assertThat(outputs).isEqualTo(outcomes(text));
    }

    private static Set<String> outcomes(String text) {
        Set<String> outcomes = new TreeSet<>();
        String key = "";
        for (String line : text.lines().takeWhile(each -> each.startsWith(";")).toList()) {
            String said = line.substring(1).strip();
            if (!said.startsWith("|") && !said.startsWith("\"")) {
                key = said;
            } else if (key.equals("outcomes:")) {
                outcomes.add(said.startsWith("|")
                        ? said.substring(1).strip() + "\n"
                        : JsonMapper.shared().readTree(said).asString());
            }
        }
        return outcomes;
    }
}
