package dev.jetvm.spec.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetvm.spec.book.Problem;
import dev.jetvm.spec.book.Sessions;
import dev.jetvm.spec.book.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the book, whose output the build shows. */
class SessionListingTest {
    private static final Sessions SESSIONS = (command, status) -> {
        if (command.equals("./jet conformance wrong")) {
            throw new Sessions.Failed("it ended with 1, not " + status);
        }
        return List.of("first of " + command, "status " + status, "<b> & more");
    };

    @TempDir
    Path folder;

    private ParsedBook read(String body) throws IOException {
        return TestBook.of(folder, body, TestBook.NO_TABLES, Status.absent(), SESSIONS);
    }

    @Test
    void theOutputIsBelowItsCommand() throws IOException {
        ParsedBook parsed = read("[.session,status=3]\n----\n./jet conformance a\n./jet conformance b\n----");
        assertThat(parsed.book().problems()).isEmpty();
        assertThat(parsed.chapters().getFirst().html()).contains("""
                $ ./jet conformance a
                first of ./jet conformance a
                status 0
                &lt;b&gt; &amp; more
                $ ./jet conformance b
                first of ./jet conformance b
                status 3
                """);
    }

    @Test
    void onlyTheLinesThatAreKept() throws IOException {
        assertThat(read("[.session,keep=\"^(first|x)\"]\n----\n./jet conformance a\n----").chapters().getFirst().html())
                .contains("$ ./jet conformance a\nfirst of ./jet conformance a<").doesNotContain("status");
    }

    @Test
    void aCommandThatDoesSomethingElseIsAProblem() throws IOException {
        assertThat(read("[.session]\n----\n./jet conformance wrong\n----").book().problems())
                .extracting(Problem::message).containsExactly("it ended with 1, not 0");
    }
}
