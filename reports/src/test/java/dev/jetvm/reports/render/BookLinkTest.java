package dev.jetvm.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The address of the book in the page of a report leads from the page to the book. */
final class BookLinkTest {
    @TempDir
    Path root = Path.of("");

    @Test
    void theBookOfTheProjectIsFoundFromAnyFolder() throws IOException {
        assertThat(BookLink.of(root, root.resolve("reports"))).as("a book that is not rendered").isEmpty();
        page("spec/target/book");
        assertThat(BookLink.of(root, root.resolve("reports/target/conformance")))
                .isEqualTo("./../../../spec/target/book");
        assertThat(BookLink.of(root, root)).isEqualTo("./spec/target/book");
    }

    @Test
    void theBookOfADistributionIsBesideTheSuite() throws IOException {
        Path distribution = root.resolve("jet 1: beta");
        Files.createDirectories(distribution.resolve("book"));
        Files.writeString(distribution.resolve("book/index.html"), "");
        assertThat(BookLink.of(distribution, root.resolve("out"))).isEqualTo("./../jet%201:%20beta/book");
    }

    private void page(String folder) throws IOException {
        Files.createDirectories(root.resolve(folder));
        Files.writeString(root.resolve(folder).resolve("index.html"), "");
    }
}
