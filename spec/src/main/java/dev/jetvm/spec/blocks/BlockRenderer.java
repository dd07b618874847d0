package dev.jetvm.spec.blocks;

import dev.jetvm.spec.book.Clause;
import dev.jetvm.spec.book.Example;
import dev.jetvm.spec.book.Status;
import java.util.Optional;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/** Renders the book's own blocks for one output format. Each method modifies the block in place. */
interface BlockRenderer {
    /** What precedes the reason why no case shows a clause. */
    String UNTESTABLE = "Not testable through the protocol: ";

    /**
     * Renders a clause.
     *
     * @param block its first child is an empty block, to which the head of the clause is added
     * @param convertedTitle the title in the output format
     * @param badge the result of the last conformance run; empty without a report
     */
    void clause(StructuralNode block, Clause clause, String convertedTitle, Optional<Status.Badge> badge);

    void rationale(StructuralNode block);

    /** Renders the listing of an example. */
    void example(Block listing, Example example);

    void fields(Block listing, FieldDiagram diagram);
}
