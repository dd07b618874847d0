package dev.jetvm.spec.blocks;

import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.book.Tables;
import java.nio.file.Path;
import org.asciidoctor.Asciidoctor;

/** Registers the blocks of the book with an Asciidoctor, for one conversion. */
public final class SpecExtension {
    private SpecExtension() {}

    /**
     * For a conversion to HTML.
     *
     * @param book is filled while the document is loaded
     */
    public static void html(Asciidoctor asciidoctor, Book book, Tables tables, Status status) {
        register(asciidoctor, new BookTree(book, tables, status, new HtmlLook()));
    }

    /**
     * For a conversion to PDF.
     *
     * @param pictures folder for the diagrams, which the converter reads back
     */
    public static void pdf(Asciidoctor asciidoctor, Book book, Tables tables, Status status, Path pictures) {
        register(asciidoctor, new BookTree(book, tables, status, new PdfLook(pictures)));
    }

    private static void register(Asciidoctor asciidoctor, BookTree tree) {
        asciidoctor.unregisterAllExtensions();
        asciidoctor.javaExtensionRegistry().block(new RuleBlock()).block(new RationaleBlock())
                .block(new FieldsBlock("bitfield")).block(new FieldsBlock("bytefield")).block(new DescribeBlock())
                .blockMacro(new MadeMacro("table"))
                .blockMacro(new MadeMacro("requirements")).blockMacro(new MadeMacro("clauses")).treeprocessor(tree);
    }
}
