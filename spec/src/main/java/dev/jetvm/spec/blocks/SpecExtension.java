package dev.jetvm.spec.blocks;

import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Sessions;
import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.book.Tables;
import java.nio.file.Path;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.extension.ExtensionGroup;

/**
 * Registers the blocks of the book with an Asciidoctor, for one conversion. The caller unregisters the group
 * after the conversion, and only the group: the diagram extension registers itself once, when it is loaded.
 */
public final class SpecExtension {
    private SpecExtension() {}

    /**
     * Registers the blocks for a conversion to HTML.
     *
     * @param book receives the clauses and examples while the document is loaded
     */
    public static ExtensionGroup html(Asciidoctor asciidoctor, Book book, Tables tables, Status status,
            Sessions sessions) {
        return register(asciidoctor, new BookTree(book, tables, status, sessions, new HtmlBlockRenderer()));
    }

    /**
     * Registers the blocks for a conversion to PDF.
     *
     * @param pictures folder for the diagrams, from which the converter reads them
     */
    public static ExtensionGroup pdf(Asciidoctor asciidoctor, Book book, Tables tables, Status status,
            Sessions sessions, Path pictures) {
        return register(asciidoctor, new BookTree(book, tables, status, sessions, new PdfBlockRenderer(pictures)));
    }

    private static ExtensionGroup register(Asciidoctor asciidoctor, BookTree tree) {
        ExtensionGroup group = asciidoctor.createGroup().block(new RuleBlock()).block(new RationaleBlock())
                .block(new FieldsBlock("bitfield")).block(new FieldsBlock("bytefield")).block(new DescribeBlock())
                .blockMacro(new GeneratedBlockMacro("table")).blockMacro(new GeneratedBlockMacro("instruction"))
                .blockMacro(new GeneratedBlockMacro("requirements")).blockMacro(new GeneratedBlockMacro("clauses"))
                .blockMacro(new GeneratedBlockMacro("features"))
                .treeprocessor(tree);
        group.register();
        return group;
    }
}
