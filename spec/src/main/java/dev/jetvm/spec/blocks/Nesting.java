package dev.jetvm.spec.blocks;

import org.asciidoctor.ast.ContentNode;
import org.asciidoctor.ast.ListItem;

/** Where a clause must not stand: in a list or in a cell of a table, where its anchor
 * gets lost, or before the first chapter. The check of the sources reports such a clause as one that was not read. */
final class Nesting {
    private Nesting() {}

    static boolean hidden(ContentNode node) {
        for (ContentNode at = node.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ListItem || at.getContext().equals("table_cell")) {
                return true;
            }
        }
        // A cell in the style "a" is a document of its own: no chapter is around its blocks.
        return RuleReader.chapterOf(node) == null;
    }
}
