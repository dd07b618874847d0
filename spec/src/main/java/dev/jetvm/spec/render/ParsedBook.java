package dev.jetvm.spec.render;

import dev.jetvm.spec.blocks.SpecExtension;
import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Catalogue;
import dev.jetvm.spec.book.Place;
import dev.jetvm.spec.book.Sessions;
import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.book.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.ExtensionGroup;
import org.asciidoctor.log.LogRecord;

/**
 * The book, parsed for HTML, converted chapter by chapter and checked as far as the text alone permits.
 *
 * @param title title of the book
 * @param version version of the specification
 * @param date date of the version as given in the book; may be empty
 */
public record ParsedBook(String title, String version, String date, Book book, List<Chapter> chapters) {

    /** The file that includes the chapters. */
    public static final String MAIN = "index.adoc";

    /**
     * Reads the book.
     *
     * @param sources folder of {@value #MAIN}
     * @param pictures folder for generated pictures; pages refer to them under {@code images/}
     */
    public static ParsedBook read(AsciidoctorEngine engine, Path sources, Path pictures, Tables tables, Status status,
            Sessions sessions) throws IOException {
        Book book = new Book(Catalogue.load());
        ExtensionGroup blocks = SpecExtension.html(engine.asciidoctor(), book, tables, status, sessions);
        Document document;
        try {
            document = engine.asciidoctor().loadFile(sources.resolve(MAIN).toFile(), options(pictures));
        } finally {
            blocks.unregister();
        }
        List<Chapter> chapters = new ArrayList<>();
        for (StructuralNode block : document.getBlocks()) {
            if (block instanceof Section section) {
                chapters.addAll(Chapter.of(section, pictures));
            }
        }
        for (LogRecord complaint : engine.complaints()) {
            Place place = complaint.getCursor() == null ? new Place(MAIN, 0) : Place.of(complaint.getCursor());
            book.problem(place, complaint.getMessage());
        }
        new SourceCheck(sources, book).run(chapters);
        String date = document.getRevisionInfo() == null ? "" : nonNull(document.getRevisionInfo().getDate());
        return new ParsedBook(document.getDoctitle(), nonNull(document.getRevisionInfo().getNumber()), date, book,
                new Links(chapters).apply());
    }

    private static String nonNull(String text) {
        return text == null ? "" : text;
    }

    private static Options options(Path pictures) {
        Attributes attributes = Attributes.builder().attribute("idprefix", "").attribute("idseparator", "-")
                .attribute("imagesoutdir", pictures.toAbsolutePath().toString()).attribute("imagesdir", "images")
                .attribute(AsciidoctorEngine.DIAGRAM_CACHE, AsciidoctorEngine.diagramCache(pictures))
                .attribute("source-highlighter!", "").attribute("table-caption!", "").attribute("example-caption!", "")
                .attribute("figure-caption!", "").attribute("listing-caption!", "").attribute("toc!", "")
                .attribute("outfilesuffix", ".html").build();
        return Options.builder().safe(SafeMode.UNSAFE).backend("html5").docType("book").sourcemap(true)
                .attributes(attributes).build();
    }
}
