package dev.jetvm.spec.blocks;

import dev.jetvm.spec.book.Clause;
import dev.jetvm.spec.book.Example;
import dev.jetvm.spec.book.Status;
import java.util.Optional;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.StructuralNode;

/** How the book's own blocks look in one output format. Each method changes the block in place. */
interface Look {

    /** Dresses a clause; the first child of {@code block} is an empty block for its head. */
    void clause(StructuralNode block, Clause clause, String convertedTitle, Optional<Status.Badge> badge);

    void rationale(StructuralNode block);

    /** Dresses the listing that holds an example. */
    void example(Block listing, Example example);

    void fields(Block listing, FieldDiagram diagram);
}
