package dev.jetvm.spec.render;

import dev.jetvm.spec.book.Problem;
import dev.jetvm.spec.book.Sessions;
import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.book.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small books for tests. One Asciidoctor serves them all: it takes seconds to start. */
final class TestBook {
    static final AsciidoctorEngine ENGINE = new AsciidoctorEngine();
    static final Tables NO_TABLES = topic -> {
        throw new Tables.Unavailable("none in this test");
    };

    private TestBook() {}

    /** A book of one chapter, {@code values.adoc}, whose fourth line is the first of {@code body}. */
    static ParsedBook of(Path folder, String body) throws IOException {
        return of(folder, body, NO_TABLES, Status.absent());
    }

    static ParsedBook of(Path folder, String body, Tables tables, Status status) throws IOException {
        return of(folder, body, tables, status, Sessions.NONE);
    }

    static ParsedBook of(Path folder, String body, Tables tables, Status status, Sessions sessions)
            throws IOException {
        Files.writeString(folder.resolve("index.adoc"),
                "= Book\nv0.1\n:doctype: book\n:sectnums:\n\ninclude::values.adoc[]\n");
        Files.writeString(folder.resolve("values.adoc"), "[#values]\n== Values\n\n" + body + "\n");
        return ParsedBook.read(ENGINE, folder, folder.resolve("images"), tables, status, sessions);
    }

    static List<String> problems(Path folder, String body) throws IOException {
        return of(folder, body).book().problems().stream().sorted().map(Problem::toString).toList();
    }
}
