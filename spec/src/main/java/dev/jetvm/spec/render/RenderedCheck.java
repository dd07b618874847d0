package dev.jetvm.spec.render;

import dev.jetvm.spec.book.Place;
import dev.jetvm.spec.book.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks what readers see: the files that were written, not the sources. */
public final class RenderedCheck {
    private RenderedCheck() {}

    /**
     * The raw markup in the pages of a folder.
     *
     * @param folder the folder that {@link HtmlSite#write} filled; the report beside the pages is not examined
     */
    public static List<Problem> pages(Path folder) throws IOException {
        List<Problem> problems = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".html")).sorted().toList()) {
                for (String markup : RawMarkup.inHtml(Files.readString(file))) {
                    problems.add(new Problem(new Place(file.getFileName().toString(), 0), "raw markup " + markup));
                }
            }
        }
        return problems;
    }

    /** The raw markup in the text of a PDF; the line of a problem is the number of its page. */
    public static List<Problem> pdf(Path file) throws IOException {
        List<Problem> problems = new ArrayList<>();
        List<String> pages = PdfText.prose(file);
        for (int i = 0; i < pages.size(); i++) {
            for (String markup : RawMarkup.inText(pages.get(i))) {
                problems.add(
                        new Problem(new Place(file.getFileName() + " page " + (i + 1), 0), "raw markup " + markup));
            }
        }
        return problems;
    }
}
