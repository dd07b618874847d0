package dev.jetvm.spec.blocks;

import dev.jetvm.spec.book.Book;
import dev.jetvm.spec.book.Status;
import dev.jetvm.spec.book.Tables;
import java.nio.file.Path;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.extension.ExtensionGroup;

/**
 * Registers the blocks of the book with an Asciidoctor, for one conversion. Whoever converts unregisters the group
 * afterwards, and nothing else: the diagrams' extension registers itself only once, when it is loaded.
 */
public final class SpecExtension {
    private SpecExtension() {}

    /**
     * For a conversion to HTML.
     *
     * @param book is filled while the document is loaded
     */
    public static ExtensionGroup html(Asciidoctor asciidoctor, Book book, Tables tables, Status status) {
        return register(asciidoctor, new BookTree(book, tables, status, new HtmlLook()));
    }

    /**
     * For a conversion to PDF.
     *
     * @param pictures folder for the diagrams, which the converter reads back
     */
    public static ExtensionGroup pdf(Asciidoctor asciidoctor, Book book, Tables tables, Status status, Path pictures) {
        return register(asciidoctor, new BookTree(book, tables, status, new PdfLook(pictures)));
    }

    private static ExtensionGroup register(Asciidoctor asciidoctor, BookTree tree) {
        ExtensionGroup group = asciidoctor.createGroup().block(new RuleBlock()).block(new RationaleBlock())
                .block(new FieldsBlock("bitfield")).block(new FieldsBlock("bytefield")).block(new DescribeBlock())
                .blockMacro(new MadeMacro("table")).blockMacro(new MadeMacro("instruction"))
                .blockMacro(new MadeMacro("requirements")).blockMacro(new MadeMacro("clauses")).treeprocessor(tree);
        group.register();
        return group;
    }
}
