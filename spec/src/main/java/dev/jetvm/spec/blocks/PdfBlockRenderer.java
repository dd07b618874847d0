package dev.jetvm.spec.blocks;

import dev.jetvm.spec.book.Clause;
import dev.jetvm.spec.book.Example;
import dev.jetvm.spec.book.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/** Renders blocks for the PDF converter: each becomes the closest block type that the converter and its theme support. */
final class PdfBlockRenderer implements BlockRenderer {
    /** Width in which pictures are drawn, the inner width of the page in points. */
    private static final int WIDTH = 640;
    /** Maximum number of lines, about a third of a page, of a listing that is kept on one page. */
    private static final int LINES_TOGETHER = 20;

    private final Path pictures;
    private int drawn;

    /** @param pictures folder for the diagrams, from which the converter reads them */
    PdfBlockRenderer(Path pictures) {
        this.pictures = pictures;
    }

    @Override
    public void clause(StructuralNode block, Clause clause, String title, Optional<Status.Badge> badge) {
        block.setContext("example");
        Block head = (Block) block.getBlocks().get(0);
        head.setContext("paragraph");
        String mark = badge.map(it -> " [.status]##" + it.state().words() + "##").orElse("");
        String reason = clause.untestable().map(it -> " +\n[.untestable]##" + UNTESTABLE + it + ".##").orElse("");
        // The doubled signs are needed: an index term follows without a space.
        head.setLines(("[.rule-id]#" + clause.id() + "#\u2002*" + clause.title() + "* [.level]##"
                + clause.level().word() + "##" + mark + inIndex(clause)
                + reason).lines().toList());
        // Replacements are disabled, because they would change repr(C) to a copyright sign.
        head.setSubstitutions("specialcharacters", "quotes", "attributes", "macros", "post_replacements");
        keepTogether(block);
    }

    /** Index terms for the clause, below the entry of its prefix. */
    private static String inIndex(Clause clause) {
        String prefix = clause.id().substring(0, clause.id().indexOf('-'));
        String entry = clause.id() + " " + clause.title().replaceAll("[`\"\\[\\]]", "");
        return "indexterm:[clauses " + prefix + ",\"" + entry + "\"]";
    }

    @Override
    public void rationale(StructuralNode block) {
        block.setTitle(block.getTitle() == null ? "Rationale" : "Rationale: " + block.getTitle());
    }

    @Override
    public void example(Block listing, Example example) {
        List<String> lines = new ArrayList<>();
        example.exchanges().forEach(exchange -> {
            exchange.remarks().forEach(remark -> lines.add("# " + remark));
            if (exchange.program().isEmpty()) {
                lines.add(exchange.request());
            } else {
                lines.addAll(exchange.program());
            }
            lines.add("  \u2192 " + exchange.expect());
        });
        if (listing.getTitle() == null) {
            String more = BlockAttributes.text(listing.getAttributes(), ProgramReader.WITH);
            listing.setTitle("Example for " + String.join(", ", example.clauses())
                    + (more.isEmpty() ? "" : " \u00b7 " + more));
        }
        listing.setLines(lines);
        if (lines.size() <= LINES_TOGETHER) {
            keepTogether(listing);
        }
    }

    /** Prevents a page break within the block. A block longer than a page is broken nevertheless. */
    private static void keepTogether(StructuralNode block) {
        block.setAttribute("unbreakable-option", "", true);
    }

    @Override
    public void fields(Block listing, FieldDiagram diagram) {
        Path file = pictures.resolve("fields-" + ++drawn + ".svg");
        try {
            Files.createDirectories(pictures);
            Files.writeString(file, diagram.svg(WIDTH, FieldDiagram.Ink.PAPER, "paper"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        listing.setContext("image");
        listing.setAttribute("target", file.toString(), true);
        listing.setAttribute("format", "svg", true);
        listing.setAttribute("alt", diagram.describe(), true);
        listing.setAttribute("pdfwidth", "100%", true);
        listing.setLines(List.of());
    }
}
