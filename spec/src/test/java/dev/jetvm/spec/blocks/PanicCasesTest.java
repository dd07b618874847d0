package dev.jetvm.spec.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every panic code is raised by a case of the suite, or has a reason why no case can. */
class PanicCasesTest {
    private static final Path CODES = Path.of(System.getProperty("jet.root", ".."),
            "runtime/src/main/java/dev/jetvm/runtime/panic/PanicCode.java");
    private static final Pattern CODE = Pattern.compile("^ +[A-Z_]+\\(\"([a-z-]+)\", \\d+\\)", Pattern.MULTILINE);

    @Test
    void everyCodeHasACaseOrAReason() throws IOException {
        List<String> codes = CODE.matcher(Files.readString(CODES)).results().map(it -> it.group(1)).toList();
        Map<String, String> cases = PanicCases.byCode();

        assertThat(codes).hasSizeGreaterThanOrEqualTo(30).doesNotHaveDuplicates();
        assertThat(codes).filteredOn(code -> !cases.containsKey(code) && !PanicCases.WITHOUT.containsKey(code))
                .as("panic codes that no case raises: write a program of the suite, or the reason into PanicCases")
                .isEmpty();
        assertThat(cases.keySet()).as("codes that cases expect").isSubsetOf(codes);
        assertThat(PanicCases.WITHOUT.keySet()).as("codes with a reason").isSubsetOf(codes)
                .as("codes with a reason that a case raises after all").doesNotContainAnyElementsOf(cases.keySet());
    }
}
