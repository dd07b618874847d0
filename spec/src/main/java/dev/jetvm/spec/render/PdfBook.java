package dev.jetvm.spec.render;

import dev.jetvm.spec.blocks.SpecExtension;
import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Catalogue;
import dev.jetvm.spec.book.Sessions;
import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.book.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.extension.ExtensionGroup;

/** The book as one PDF. */
public final class PdfBook {
    private static final String THEME = "jet-theme.yml";

    private PdfBook() {}

    /**
     * Writes the PDF. No checks are repeated, because the book was checked when its pages were rendered.
     *
     * @param sources folder of {@value ParsedBook#MAIN}
     * @param work folder for the theme and the pictures; not needed afterwards
     * @param out the PDF file; an existing file is replaced
     */
    public static void write(AsciidoctorEngine engine, Path sources, Tables tables, Status status,
            Sessions sessions, Path work, Path out) throws IOException {
        Path pictures = Files.createDirectories(work.resolve("pictures")).toAbsolutePath();
        try (InputStream theme = PdfBook.class.getResourceAsStream("/dev/jetvm/spec/pdf/" + THEME)) {
            if (theme == null) {
                throw new IOException("not on the class path: " + THEME);
            }
            Files.copy(theme, work.resolve(THEME), StandardCopyOption.REPLACE_EXISTING);
        }
        ExtensionGroup blocks = SpecExtension.pdf(engine.asciidoctor(), new Book(Catalogue.load()), tables, status,
                sessions, pictures);
        Attributes attributes = Attributes.builder().attribute("pdf-theme", THEME)
                .attribute("pdf-themesdir", work.toAbsolutePath().toString())
                .attribute("imagesoutdir", pictures.toString()).attribute("imagesdir", pictures.toString())
                .attribute(AsciidoctorEngine.DIAGRAM_CACHE, AsciidoctorEngine.diagramCache(pictures))
                .attribute("toc", "").attribute("toclevels", "2").attribute("title-page", "")
                .attribute("source-highlighter!", "").attribute("table-caption!", "").attribute("example-caption!", "")
                .attribute("figure-caption!", "").attribute("listing-caption!", "").attribute("chapter-signifier!", "")
                .build();
        Options options = Options.builder().safe(SafeMode.UNSAFE).backend("pdf").docType("book").sourcemap(true)
                .attributes(attributes).toFile(out.toAbsolutePath().toFile()).build();
        try {
            engine.asciidoctor().convertFile(sources.resolve(ParsedBook.MAIN).toFile(), options);
        } finally {
            blocks.unregister();
        }
        engine.complaints();
    }
}
