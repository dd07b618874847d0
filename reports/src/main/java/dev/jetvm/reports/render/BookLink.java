package dev.jetvm.reports.render;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the rendered book, so that the page of a report can link to the clauses in it. */
final class BookLink {
    /** Where the book is in the project, where {@code ./jet spec} renders it, and in a distribution. */
    private static final List<String> PLACES = List.of("spec/target/book", "book");

    private BookLink() {}

    /**
     * The address of the folder of the book, relative to the folder of a report; absolute if both have no common root.
     * Empty if the book is not rendered: a link would lead nowhere.
     *
     * @param root of the project or the distribution
     */
    static String of(Path root, Path report) {
        for (String place : PLACES) {
            Path book = root.resolve(place).toAbsolutePath().normalize();
            if (Files.isRegularFile(book.resolve("index.html"))) {
                return relative(report.toAbsolutePath().normalize(), book);
            }
        }
        return "";
    }

    private static String relative(Path from, Path to) {
        try {
            String path = from.relativize(to).toString().replace('\\', '/');
            return new URI(null, null, "./" + path, null).toASCIIString();
        } catch (IllegalArgumentException | URISyntaxException differentRoots) {
            return to.toUri().toString().replaceAll("/$", "");
        }
    }
}
