package dev.jetvm.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A sample that the book prints is the file of that name, which is run elsewhere. */
class SamplesInTheBookTest {
    private static final Path ROOT = Path.of(System.getProperty("jet.root", ".."));
    private static final Pattern SAMPLE = Pattern.compile("^\\.(samples/\\S+)\\n----\\n(.*?)\\n----$",
            Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void everySampleIsTheFileOfItsName() throws IOException {
        Matcher sample = SAMPLE.matcher(Files.readString(ROOT.resolve("spec/src/docs/asciidoc/running.adoc")));
        int found = 0;
        while (sample.find()) {
            found++;
            assertThat(sample.group(2)).as(sample.group(1)).isEqualTo(
                    Files.readString(ROOT.resolve(sample.group(1))).stripTrailing());
        }
        assertThat(found).isEqualTo(6);
    }
}
